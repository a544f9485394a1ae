package dev.ddblocal.domain.authorization;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.testing.DynamoDbJson;

/**
 * The table {@code Music} with the key {@code Artist, Song}, a global index {@code ByYear} with the
 * partition key {@code Year, Label} and a local index {@code ByAlbum}.
 */
public final class MusicTable {
  private MusicTable() {}

  /** The request that makes the table, its partition key of the given type. */
  public static String request(String artistType) {
    return """
    {"TableName": "Music", "BillingMode": "PAY_PER_REQUEST",
     "AttributeDefinitions": [
       {"AttributeName": "Artist", "AttributeType": "%s"}, {"AttributeName": "Song", "AttributeType": "S"},
       {"AttributeName": "Year", "AttributeType": "N"}, {"AttributeName": "Label", "AttributeType": "S"},
       {"AttributeName": "Album", "AttributeType": "S"}],
     "KeySchema": [{"AttributeName": "Artist", "KeyType": "HASH"}, {"AttributeName": "Song", "KeyType": "RANGE"}],
     "GlobalSecondaryIndexes": [{"IndexName": "ByYear", "Projection": {"ProjectionType": "ALL"},
       "KeySchema": [{"AttributeName": "Year", "KeyType": "HASH"}, {"AttributeName": "Label", "KeyType": "HASH"}]}],
     "LocalSecondaryIndexes": [{"IndexName": "ByAlbum", "Projection": {"ProjectionType": "ALL"},
       "KeySchema": [{"AttributeName": "Artist", "KeyType": "HASH"}, {"AttributeName": "Album", "KeyType": "RANGE"}]}]}
    """
        .formatted(artistType);
  }

  /** The table's definition, its partition key of the given type. */
  public static TableDefinition definition(String artistType) {
    LocalDynamoDb db = new LocalDynamoDb();
    db.call(DynamoDbJson.request("CreateTable", request(artistType)));
    return db.storage()
        .keyspace(AccountScope.mint(LocalDynamoDb.ACCOUNT, LocalDynamoDb.REGION))
        .read(transaction -> transaction.table(new TableName("Music")).orElseThrow())
        .toCompletableFuture()
        .join();
  }
}
