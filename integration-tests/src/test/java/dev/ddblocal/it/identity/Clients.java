package dev.ddblocal.it.identity;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Clients of AWS for a server. None repeats a request, so that a test sees every answer. */
final class Clients {
  private Clients() {}

  /** A client of DynamoDB. */
  static DynamoDbClient dynamoDb(String endpoint, AwsCredentials caller) {
    return of(DynamoDbClient.builder(), endpoint, caller);
  }

  /** A client of DynamoDB Streams. */
  static DynamoDbStreamsClient streams(String endpoint, AwsCredentials caller) {
    return of(DynamoDbStreamsClient.builder(), endpoint, caller);
  }

  /** A client of IAM. */
  static IamClient iam(String endpoint, AwsCredentials caller) {
    return of(IamClient.builder(), endpoint, caller);
  }

  /** A client of STS. */
  static StsClient sts(String endpoint, AwsCredentials caller) {
    return of(StsClient.builder(), endpoint, caller);
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C of(
      B builder, String endpoint, AwsCredentials caller) {
    return builder
        .endpointOverride(URI.create(endpoint))
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(caller))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(each -> each.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }
}
