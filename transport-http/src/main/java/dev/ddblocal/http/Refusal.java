package dev.ddblocal.http;

/**
 * The answers to requests of which not everything is read, and after which the connection is
 * closed. They are complete as they stand here and carry no request id.
 */
enum Refusal {
  /** What is no HTTP, or could be read in two ways. */
  BAD_REQUEST(400, "Bad Request", "Content-Length: 0\r\n\r\n"),
  /** A body of more than 16 MiB; without a length, as the service answers. */
  CONTENT_TOO_LARGE(413, "Request Entity Too Large", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
  /** Too many bytes of strangers at once. */
  SERVICE_UNAVAILABLE(503, "Service Unavailable", "Content-Length: 0\r\n\r\n");

  private final int status;
  private final String message;

  Refusal(int status, String reason, String rest) {
    this.status = status;
    message = "HTTP/1.1 " + status + " " + reason + "\r\nConnection: close\r\n" + rest;
  }

  /** The HTTP status. */
  int status() {
    return status;
  }

  /** The whole message. */
  String message() {
    return message;
  }
}
