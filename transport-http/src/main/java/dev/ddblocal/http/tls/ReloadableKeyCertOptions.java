package dev.ddblocal.http.tls;

import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.security.KeyStore;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;

/**
 * Hands a key manager to Vert.x, whose own way of doing so needs a logging library that this server
 * does without.
 */
record ReloadableKeyCertOptions(ReloadableKeyManager keyManager) implements KeyCertOptions {
  @Override
  public KeyCertOptions copy() {
    return this;
  }

  @Override
  public KeyManagerFactory getKeyManagerFactory(Vertx vertx) {
    return new OneKeyManagerFactory(keyManager);
  }

  @Override
  public Function<String, KeyManagerFactory> keyManagerFactoryMapper(Vertx vertx) {
    return serverName -> null;
  }

  private static final class OneKeyManagerFactory extends KeyManagerFactory {
    private OneKeyManagerFactory(KeyManager keyManager) {
      super(new OneKeyManager(keyManager), null, "reloadable");
    }
  }

  private static final class OneKeyManager extends KeyManagerFactorySpi {
    private final KeyManager keyManager;

    private OneKeyManager(KeyManager keyManager) {
      this.keyManager = keyManager;
    }

    @Override
    protected void engineInit(KeyStore keys, char[] password) {}

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) {}

    @Override
    protected KeyManager[] engineGetKeyManagers() {
      return new KeyManager[] {keyManager};
    }
  }
}
