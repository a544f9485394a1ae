package dev.ddblocal.it.tickets;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbExtensionContext;
import software.amazon.awssdk.enhanced.dynamodb.extensions.WriteModification;
import software.amazon.awssdk.enhanced.dynamodb.update.SetAction;
import software.amazon.awssdk.enhanced.dynamodb.update.UpdateExpression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An extension of the application: each update of a ticket appends a word to its history. */
final class History implements DynamoDbEnhancedClientExtension {
  private static final String ATTRIBUTE = "history";

  @Override
  public WriteModification beforeWrite(DynamoDbExtensionContext.BeforeWrite context) {
    if (!context.operationName().label().equals("UpdateItem")
        || !context.tableSchema().attributeNames().contains(ATTRIBUTE)) {
      return WriteModification.builder().build();
    }
    SetAction append =
        SetAction.builder()
            .path("#history")
            .value("list_append(if_not_exists(#history, :nothing), :word)")
            .putExpressionName("#history", ATTRIBUTE)
            .expressionValues(
                Map.of(
                    ":nothing", AttributeValue.fromL(List.of()),
                    ":word", AttributeValue.fromL(List.of(AttributeValue.fromS("updated")))))
            .build();
    return WriteModification.builder()
        .updateExpression(UpdateExpression.builder().addAction(append).build())
        .build();
  }
}
