package dev.ddblocal.auth.sigv4;

/**
 * The five elements of a credential, as sent.
 *
 * @param accessKeyId the access key id
 * @param date the day
 * @param region the region
 * @param service the service's signing name
 * @param terminator the terminator
 */
record CredentialElements(
    String accessKeyId, String date, String region, String service, String terminator) {
  private static final int COUNT = 5;

  /**
   * Takes a credential apart. Slashes at its end do not count.
   *
   * @throws dev.ddblocal.domain.error.DynamoDbException IncompleteSignatureException if it has not
   *     five elements
   */
  static CredentialElements parse(String credential) {
    int end = credential.length();
    while (end > 0 && credential.charAt(end - 1) == '/') {
      end--;
    }
    String[] elements = new String[COUNT];
    int count = 0;
    int start = 0;
    for (int i = 0; i <= end; i++) {
      if (i == end || credential.charAt(i) == '/') {
        if (count == COUNT) {
          throw SignatureErrors.notFiveElements(credential);
        }
        elements[count++] = credential.substring(start, i);
        start = i + 1;
      }
    }
    if (count != COUNT) {
      throw SignatureErrors.notFiveElements(credential);
    }
    return new CredentialElements(elements[0], elements[1], elements[2], elements[3], elements[4]);
  }
}
