// The one table of the application: two attributes as its key, two global indexes and a local one.
import {
  CreateTableCommand,
  DescribeTableCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";

export const TABLE = "library";

const key = (hash, range) => [
  { AttributeName: hash, KeyType: "HASH" },
  { AttributeName: range, KeyType: "RANGE" },
];

const index = (name, hash, range) => ({
  IndexName: name,
  KeySchema: key(hash, range),
  Projection: { ProjectionType: "ALL" },
});

/** Makes the table, waits until it is there and answers its description. */
export async function createTable(client) {
  const names = ["pk", "sk", "gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk", "lsi1sk"];
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: names.map((name) => ({ AttributeName: name, AttributeType: "S" })),
      KeySchema: key("pk", "sk"),
      GlobalSecondaryIndexes: [
        index("gsi1", "gsi1pk", "gsi1sk"),
        index("gsi2", "gsi2pk", "gsi2sk"),
      ],
      LocalSecondaryIndexes: [index("lsi1", "pk", "lsi1sk")],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 60 }, { TableName: TABLE });
  const { Table } = await client.send(new DescribeTableCommand({ TableName: TABLE }));
  return Table;
}
