package dev.ddblocal.it;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Clients of the test account. None repeats a request by itself, so that a test knows what was
 * sent.
 */
final class TestAccountClients {
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("ACCESS", "SECRET"));

  private final MovingEndpoint endpoint;

  private TestAccountClients(MovingEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Clients of the server that is at an endpoint. */
  static TestAccountClients at(MovingEndpoint endpoint) {
    return new TestAccountClients(endpoint);
  }

  /** A client of DynamoDB. */
  DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder()
        .endpointProvider(_ -> endpoint.resolve())
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(each -> each.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  /** A client of DynamoDB that does not wait for its answers. */
  DynamoDbAsyncClient dynamoDbAsync() {
    return DynamoDbAsyncClient.builder()
        .endpointProvider(_ -> endpoint.resolve())
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .overrideConfiguration(each -> each.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  /** A client of DynamoDB Streams. */
  DynamoDbStreamsClient streams() {
    return DynamoDbStreamsClient.builder()
        .endpointProvider(_ -> endpoint.resolve())
        .region(Region.US_EAST_1)
        .credentialsProvider(CREDENTIALS)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(each -> each.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }
}
