package dev.ddblocal.it;

import dev.ddblocal.app.DdbLocalServer;
import dev.ddblocal.app.configuration.ServerConfiguration;
import dev.ddblocal.app.configuration.Setting;
import dev.ddblocal.app.configuration.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A server in the test's own JVM that knows the two {@link Tenants}, for the clients of AWS. */
final class TenantServer implements AutoCloseable {
  private final DdbLocalServer server;

  private TenantServer(DdbLocalServer server) {
    this.server = server;
  }

  /** Starts a server with its files in the given folder. */
  static TenantServer start(Path folder) throws IOException {
    return new TenantServer(
        DdbLocalServer.start(
            ServerConfiguration.of(
                Settings.defaults()
                    .with(Setting.PORT, "0")
                    .with(Setting.DATA, folder.resolve("data").toString())
                    .with(Setting.ACCESS_KEYS, Tenants.write(folder).toString()))));
  }

  /** The server's URL. */
  String endpoint() {
    return "http://127.0.0.1:" + server.address().port();
  }

  /** A client of the first account. */
  DynamoDbClient first(Region region) {
    return client(Tenants.FIRST_KEY, Tenants.FIRST_SECRET, region);
  }

  /** A client of the second account. */
  DynamoDbClient second(Region region) {
    return client(Tenants.SECOND_KEY, Tenants.SECOND_SECRET, region);
  }

  private DynamoDbClient client(String key, String secret, Region region) {
    return DynamoDbClient.builder()
        .endpointOverride(URI.create(endpoint()))
        .region(region)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  @Override
  public void close() {
    server.close();
  }
}
