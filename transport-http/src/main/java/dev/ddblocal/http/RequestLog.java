package dev.ddblocal.http;

/** Takes one entry for each request that was answered. */
public interface RequestLog {
  /** A log that takes nothing. */
  RequestLog NONE =
      new RequestLog() {
        @Override
        public boolean isEnabled() {
          return false;
        }

        @Override
        public void log(Entry entry) {}
      };

  /** Whether entries are wanted at all; asked before each entry is made, so it has to be quick. */
  boolean isEnabled();

  /** Takes an entry. Called on an event loop: it must not block. */
  void log(Entry entry);

  /**
   * One request. It holds nothing secret.
   *
   * @param requestId the request id that the answer carried
   * @param operation the operation's API name, with the service before it where that is not
   *     DynamoDB, such as {@code sts:AssumeRole}; empty if the request did not get that far
   * @param status the HTTP status of the answer
   * @param errorCode the error's shape name or code; empty if there was none
   * @param durationNanos nanoseconds from the request's head to the answer
   * @param account the caller's account; empty if the request was not authenticated
   * @param accessKeyId the caller's access key id; empty if the request was not authenticated
   */
  record Entry(
      String requestId,
      String operation,
      int status,
      String errorCode,
      long durationNanos,
      String account,
      String accessKeyId) {}
}
