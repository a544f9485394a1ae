package dev.ddblocal.it.transfer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The bank's tables and what can be asked of them. All accounts lie in one partition; the ledger
 * has an entry for each transfer.
 */
public final class Bank {
  /** How many accounts there are. */
  public static final int ACCOUNTS = 12;

  /** What all accounts are worth together, always. */
  public static final long TOTAL = ACCOUNTS * Account.OPENING;

  private static final String ACCOUNT_TABLE = "Accounts";
  private static final String LEDGER_TABLE = "Ledger";
  private static final String BRANCH = "branch";
  private static final AttributeValue ONE = AttributeValue.fromN("1");

  private final DynamoDbClient client;

  /** A bank at a server. */
  public Bank(DynamoDbClient client) {
    this.client = client;
  }

  /** Makes the tables and the accounts. */
  public void open() {
    client.createTable(create ->
        create
            .tableName(ACCOUNT_TABLE)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                attribute(BRANCH, ScalarAttributeType.S),
                attribute("account", ScalarAttributeType.N))
            .keySchema(key(BRANCH, KeyType.HASH), key("account", KeyType.RANGE)));
    client.createTable(create ->
        create
            .tableName(LEDGER_TABLE)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(attribute("transfer", ScalarAttributeType.S))
            .keySchema(key("transfer", KeyType.HASH)));
    for (int account = 0; account < ACCOUNTS; account++) {
      Map<String, AttributeValue> item = new HashMap<>(key(account));
      item.put("balance", number(Account.OPENING));
      for (String counter : List.of("reserve", "received", "paid", "moves", "shifts")) {
        item.put(counter, number(0));
      }
      item.put("newest", AttributeValue.fromM(Map.of()));
      client.putItem(put -> put.tableName(ACCOUNT_TABLE).item(item));
    }
  }

  /**
   * Makes a transfer, or sees that it was made, in one transaction: the paying account, the paid
   * one, the ledger. Cancelled where the paying account has not enough.
   */
  public void make(Transfer transfer) {
    client.transactWriteItems(write ->
        write
            .clientRequestToken(transfer.token())
            .transactItems(
                movement(
                    transfer,
                    transfer.from(),
                    "SET balance = balance - :a, newest.#c = :n ADD paid :a, moves :one",
                    "balance >= :a"),
                movement(
                    transfer,
                    transfer.to(),
                    "SET balance = balance + :a, newest.#c = :n ADD received :a, moves :one",
                    "attribute_exists(branch) AND :a > :zero"),
                entry(transfer)));
  }

  private static TransactWriteItem movement(
      Transfer transfer, int account, String update, String condition) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":a", number(transfer.amount()));
    values.put(":n", number(transfer.number()));
    values.put(":one", ONE);
    if (condition.contains(":zero")) {
      values.put(":zero", number(0));
    }
    return TransactWriteItem.builder()
        .update(
            Update.builder()
                .tableName(ACCOUNT_TABLE)
                .key(key(account))
                .updateExpression(update)
                .conditionExpression(condition)
                .expressionAttributeNames(Map.of("#c", Integer.toString(transfer.clerk())))
                .expressionAttributeValues(values)
                .build())
        .build();
  }

  /** Without a condition: that a transfer is made once is for the token to see to. */
  private static TransactWriteItem entry(Transfer transfer) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(LEDGER_TABLE)
                .item(
                    Map.of(
                        "transfer", AttributeValue.fromS(transfer.id()),
                        "clerk", number(transfer.clerk()),
                        "number", number(transfer.number()),
                        "from", number(transfer.from()),
                        "to", number(transfer.to()),
                        "amount", number(transfer.amount()))))
        .build();
  }

  /** Puts an amount aside, or takes it back where it is negative, by UpdateItem. */
  public void putAside(int account, long amount) {
    client.updateItem(update ->
        update
            .tableName(ACCOUNT_TABLE)
            .key(key(account))
            .updateExpression("SET balance = balance - :a, reserve = reserve + :a ADD shifts :one")
            .conditionExpression(amount > 0 ? "balance >= :limit" : "reserve >= :limit")
            .expressionAttributeValues(
                Map.of(":a", number(amount), ":limit", number(Math.abs(amount)), ":one", ONE)));
  }

  /** All accounts in one TransactGetItems. */
  public List<Account> readTogether() {
    List<TransactGetItem> gets =
        IntStream.range(0, ACCOUNTS)
            .mapToObj(account ->
                TransactGetItem.builder()
                    .get(get -> get.tableName(ACCOUNT_TABLE).key(key(account)))
                    .build())
            .toList();
    return client.transactGetItems(get -> get.transactItems(gets)).responses().stream()
        .map(ItemResponse::item)
        .map(Account::of)
        .toList();
  }

  /** All accounts by one Query. */
  public List<Account> query(boolean consistent) {
    return client
        .query(query ->
            query
                .tableName(ACCOUNT_TABLE)
                .consistentRead(consistent)
                .keyConditionExpression("branch = :b")
                .expressionAttributeValues(Map.of(":b", AttributeValue.fromS("main"))))
        .items()
        .stream()
        .map(Account::of)
        .toList();
  }

  /** An account by a consistent GetItem. */
  public Account account(int account) {
    return Account.of(
        client
            .getItem(get -> get.tableName(ACCOUNT_TABLE).key(key(account)).consistentRead(true))
            .item());
  }

  /** A transfer's entry in the ledger by a consistent GetItem. */
  public Optional<Transfer> entry(int clerk, int number) {
    Map<String, AttributeValue> key =
        Map.of("transfer", AttributeValue.fromS(clerk + "-" + number));
    Map<String, AttributeValue> item =
        client.getItem(get -> get.tableName(LEDGER_TABLE).key(key).consistentRead(true)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(transfer(item));
  }

  /** The whole ledger by Scan, by the transfers' ids. */
  public Map<String, Transfer> ledger() {
    Map<String, Transfer> entries = new TreeMap<>();
    Consumer<Map<String, AttributeValue>> add =
        item -> {
          Transfer transfer = transfer(item);
          entries.put(transfer.id(), transfer);
        };
    client
        .scanPaginator(scan -> scan.tableName(LEDGER_TABLE).consistentRead(true))
        .items()
        .forEach(add);
    return entries;
  }

  private static Transfer transfer(Map<String, AttributeValue> item) {
    return new Transfer(
        Integer.parseInt(item.get("clerk").n()),
        Integer.parseInt(item.get("number").n()),
        Integer.parseInt(item.get("from").n()),
        Integer.parseInt(item.get("to").n()),
        Long.parseLong(item.get("amount").n()));
  }

  private static Map<String, AttributeValue> key(int account) {
    return Map.of(BRANCH, AttributeValue.fromS("main"), "account", number(account));
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
