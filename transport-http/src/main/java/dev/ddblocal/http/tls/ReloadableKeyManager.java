package dev.ddblocal.http.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Gives each handshake the identity that the server has at the time. Connections that stand keep
 * what they began with. Safe for use by many threads.
 */
final class ReloadableKeyManager extends X509ExtendedKeyManager {
  private volatile Generations generations;

  ReloadableKeyManager(ServerIdentity identity) {
    Generation first = new Generation("1", identity);
    generations = new Generations(first, first, 1);
  }

  /** Uses another identity from now on. */
  synchronized void use(ServerIdentity identity) {
    int next = generations.count() + 1;
    Generation latest = new Generation(Integer.toString(next), identity);
    generations = new Generations(latest, generations.latest(), next);
  }

  /** The identity in use. */
  ServerIdentity identity() {
    return generations.latest().identity();
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    Generation latest = generations.latest();
    String algorithm = latest.identity().chain()[0].getPublicKey().getAlgorithm();
    return algorithm.equals(keyType) ? latest.alias() : null;
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return chooseEngineServerAlias(keyType, issuers, null);
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    String alias = chooseEngineServerAlias(keyType, issuers, null);
    return alias == null ? null : new String[] {alias};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return generations.of(alias).identity().chain();
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return generations.of(alias).identity().key();
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return null;
  }

  @Override
  public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
    return null;
  }

  private record Generation(String alias, ServerIdentity identity) {}

  /** A handshake that chose just before a change still finds the certificate it chose. */
  private record Generations(Generation latest, Generation before, int count) {
    private Generation of(String alias) {
      return before.alias().equals(alias) ? before : latest;
    }
  }
}
