package dev.ddblocal.it.cities;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Loads the cities of the world through BatchWriteItem, reads them back by BatchGetItem and counts
 * them by Query, on the table and on an index.
 *
 * <pre>
 * load    ENDPOINT CITIES_JSON ACKNOWLEDGED   writes all batches; notes the number of each
 *                                             acknowledged batch in the file ACKNOWLEDGED
 * verify  ENDPOINT CITIES_JSON ACKNOWLEDGED   reads every item of every acknowledged batch and
 *                                             compares DescribeTable's counts, of the index too,
 *                                             and those of queries with what is there
 * </pre>
 */
public final class CitiesLoader {
  private static final int BATCH = 25;
  private static final int READ_BATCH = 100;
  private static final int CLIENTS = 8;
  private static final int PROGRESS_EVERY = 1000;

  private final DynamoDbClient client;
  private final PrintStream out;

  private CitiesLoader(String endpoint, PrintStream out) {
    this.out = out;
    this.client =
        DynamoDbClient.builder()
            .endpointOverride(URI.create(endpoint))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("ACCESS", "SECRET")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(each ->
                each.retryStrategy(RetryMode.STANDARD).apiCallTimeout(Duration.ofSeconds(30)))
            .build();
  }

  /** Runs one of the two commands; exits with status 1 if anything is missing. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    CitiesLoader loader = new CitiesLoader(arguments[1], System.out);
    List<Map<String, AttributeValue>> cities = Cities.read(Path.of(arguments[2]));
    Path acknowledged = Path.of(arguments[3]);
    boolean complete =
        switch (arguments[0]) {
          case "load" -> loader.load(cities, acknowledged);
          case "verify" -> loader.verify(cities, acknowledged);
          default -> throw new IllegalArgumentException("unknown command: " + arguments[0]);
        };
    System.exit(complete ? 0 : 1);
  }

  private boolean load(List<Map<String, AttributeValue>> cities, Path acknowledged)
      throws IOException, InterruptedException {
    createTable();
    long start = System.nanoTime();
    AtomicInteger done = new AtomicInteger();
    AtomicBoolean failed = new AtomicBoolean();
    int batches = (cities.size() + BATCH - 1) / BATCH;
    Semaphore free = new Semaphore(CLIENTS);
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        var notes = Files.newBufferedWriter(acknowledged, StandardOpenOption.CREATE)) {
      for (int batch = 0; batch < batches && !failed.get(); batch++) {
        int number = batch;
        free.acquire();
        clients.execute(() -> {
          try {
            write(slice(cities, number));
            synchronized (notes) {
              notes.write(number + "\n");
            }
            progress(done.incrementAndGet(), batches);
          } catch (SdkException | IOException e) {
            failed.set(true);
          } finally {
            free.release();
          }
        });
      }
      clients.shutdown();
      clients.awaitTermination(1, TimeUnit.MINUTES);
    }
    out.printf(
        "%n%d of %d batches acknowledged in %.1f s%n",
        done.get(), batches, (System.nanoTime() - start) / 1e9);
    return !failed.get();
  }

  private void createTable() {
    client.createTable(table ->
        table
            .tableName(Cities.TABLE)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                definition(Cities.PARTITION_KEY),
                definition(Cities.SORT_KEY),
                definition(Cities.NAME))
            .keySchema(
                element(Cities.PARTITION_KEY, KeyType.HASH),
                element(Cities.SORT_KEY, KeyType.RANGE))
            .globalSecondaryIndexes(
                GlobalSecondaryIndex.builder()
                    .indexName(Cities.BY_NAME)
                    .keySchema(
                        element(Cities.PARTITION_KEY, KeyType.HASH),
                        element(Cities.NAME, KeyType.RANGE))
                    .projection(keys -> keys.projectionType(ProjectionType.KEYS_ONLY))
                    .build()));
    client.waiter().waitUntilTableExists(table -> table.tableName(Cities.TABLE));
  }

  private static AttributeDefinition definition(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static <T> List<T> slice(List<T> all, int batch) {
    return all.subList(batch * BATCH, Math.min(all.size(), (batch + 1) * BATCH));
  }

  private void write(List<Map<String, AttributeValue>> items) {
    Map<String, List<WriteRequest>> writes =
        Map.of(
            Cities.TABLE,
            items.stream()
                .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build())
                .toList());
    while (!writes.isEmpty()) {
      Map<String, List<WriteRequest>> next = writes;
      writes = client.batchWriteItem(batch -> batch.requestItems(next)).unprocessedItems();
    }
  }

  private void progress(int done, int of) {
    if (done % PROGRESS_EVERY == 0) {
      out.printf("\r%d of %d batches", done, of);
      out.flush();
    }
  }

  private boolean verify(List<Map<String, AttributeValue>> cities, Path acknowledged)
      throws IOException {
    List<Map<String, AttributeValue>> expected = new ArrayList<>();
    for (String number : Files.readAllLines(acknowledged)) {
      expected.addAll(slice(cities, Integer.parseInt(number)));
    }
    long start = System.nanoTime();
    int missing = 0;
    for (int from = 0; from < expected.size(); from += READ_BATCH) {
      missing += missing(expected.subList(from, Math.min(expected.size(), from + READ_BATCH)));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    int present = expected.size() == cities.size() ? expected.size() : present(cities);
    var table = client.describeTable(request -> request.tableName(Cities.TABLE)).table();
    out.printf(
        "%d acknowledged items read back in %.1f s, %d missing; %d items are there,"
            + " ItemCount %d, TableSizeBytes %d%n",
        expected.size(), seconds, missing, present, table.itemCount(), table.tableSizeBytes());
    long indexed = table.globalSecondaryIndexes().getFirst().itemCount();
    int queried = counted(cities, query -> query);
    int queriedByName = counted(cities, query -> query.indexName(Cities.BY_NAME));
    out.printf(
        "%d entries in the index; queries of all countries count %d items, and %d by the index%n",
        indexed, queried, queriedByName);
    return missing == 0
        && table.itemCount() == present
        && indexed == present
        && queried == present
        && queriedByName == present;
  }

  /** How many items queries for each country count. */
  private int counted(
      List<Map<String, AttributeValue>> cities, UnaryOperator<QueryRequest.Builder> of) {
    return cities.stream()
        .map(city -> city.get(Cities.PARTITION_KEY))
        .distinct()
        .map(value ->
            of.apply(QueryRequest.builder())
                .tableName(Cities.TABLE)
                .keyConditionExpression(Cities.PARTITION_KEY + " = :value")
                .expressionAttributeValues(Map.of(":value", value))
                .select(Select.COUNT)
                .build())
        .flatMap(query -> client.queryPaginator(query).stream())
        .mapToInt(QueryResponse::count)
        .sum();
  }

  private int missing(List<Map<String, AttributeValue>> items) {
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found = new HashMap<>();
    for (Map<String, AttributeValue> item : read(items)) {
      found.put(Cities.key(item), item);
    }
    return (int) items.stream().filter(item -> !item.equals(found.get(Cities.key(item)))).count();
  }

  private int present(List<Map<String, AttributeValue>> cities) {
    int present = 0;
    for (int from = 0; from < cities.size(); from += READ_BATCH) {
      present += read(cities.subList(from, Math.min(cities.size(), from + READ_BATCH))).size();
    }
    return present;
  }

  private List<Map<String, AttributeValue>> read(List<Map<String, AttributeValue>> items) {
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    Map<String, KeysAndAttributes> keys =
        Map.of(
            Cities.TABLE,
            KeysAndAttributes.builder().keys(items.stream().map(Cities::key).toList()).build());
    while (!keys.isEmpty()) {
      Map<String, KeysAndAttributes> next = keys;
      var answer = client.batchGetItem(batch -> batch.requestItems(next));
      found.addAll(answer.responses().getOrDefault(Cities.TABLE, List.of()));
      keys = answer.unprocessedKeys();
    }
    return found;
  }
}
