package dev.ddblocal.http;

import dev.ddblocal.http.tls.TlsFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The files of a server's certificate in a test's folder, and how they are replaced. */
record CertificateFiles(Path folder) {
  Path certificate() {
    return folder.resolve("tls.crt");
  }

  Path key() {
    return folder.resolve("tls.key");
  }

  CertificateFiles write(TestCertificate certificate) {
    replace(certificate(), certificate.certificatePem());
    replace(key(), certificate.keyPem());
    return this;
  }

  /** Puts a new file in the old one's place, as those do who do it well. */
  void replace(Path file, String content) {
    try {
      Path temporary = Files.createTempFile(folder, "new", "");
      Files.writeString(temporary, content);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Settings with TLS of these files. */
  UnaryOperator<HttpSettings> tls(Duration pollInterval) {
    return settings ->
        settings.withTls(Optional.of(new TlsFiles(certificate(), key(), pollInterval)));
  }
}
