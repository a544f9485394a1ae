package dev.ddblocal.http.wire;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSyntaxTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " \t\r\n{ \"a\" : 1 } \n",
        "{\"a\":[]}",
        "{\"a\":[1,-0,0.5,1e5,-1.25E-10,2E+3],\"b\":[true,false,null,\"x\",{},[[]]]}",
        "{\"\":\"\"}",
        "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\"}",
        "{\"a\":\"é € 😀 \u007f\"}",
        "{\"a\":1,\"a\":2}",
        "{\"long enough for several words\":\"and a quote \\\" after more than sixteen"
            + " characters\"}"
      })
  void accepts_an_object(String body) {
    assertDoesNotThrow(() -> JsonSyntax.require(utf8(body)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "true",
        "1",
        "\"a\"",
        "[]",
        "[{}]",
        "{",
        "}",
        "{}{}",
        "{} x",
        "{},",
        "{]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\" 1}",
        "{\"a\":1,}",
        "{,}",
        "{,\"a\":1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,,\"b\":2}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\":[1 2]}",
        "{\"a\":[1}",
        "{\"a\":[1}]",
        "{\"a\":tru}",
        "{\"a\":True}",
        "{\"a\":nullx}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":01}",
        "{\"a\":-}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":5.}",
        "{\"a\":1e}",
        "{\"a\":1e+}",
        "{\"a\":0x1}",
        "{\"a\":\"b}",
        "{\"a\":\"b\\",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"line\nbreak\"}",
        "{\"a\":\"nul\u0000\"}",
        "{\"a\":1}\u0000",
        "/* c */{}",
        "{\"a\":1}//",
        "\uFEFF{}"
      })
  void refuses_anything_else(String body) {
    assertRefused(utf8(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud800",
        "\\udc00",
        "\\ud800x",
        "\\ud800\\n",
        "\\ud800\\u0041",
        "\\udc00\\ud800",
        "\\ud83d\\ud83d"
      })
  void refuses_half_a_surrogate_pair(String escape) {
    assertRefused(utf8("{\"a\":\"" + escape + "\"}"));
    assertRefused(utf8("{\"" + escape + "\":1}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "bf",
        "c080",
        "c1bf",
        "c2",
        "c2c2",
        "e08080",
        "e09fbf",
        "eda080",
        "edbfbf",
        "e282",
        "f0808080",
        "f08fbfbf",
        "f4908080",
        "f5808080",
        "f09f98",
        "ff",
        "fe"
      })
  void refuses_malformed_utf8(String bytes) {
    byte[] malformed = HexFormat.of().parseHex(bytes);
    assertRefused(join(utf8("{\"a\":\""), malformed, utf8("\"}")));
    assertRefused(join(utf8("{\"a\":\""), malformed, utf8("plain text of some length\"}")));
    assertRefused(join(utf8("{\"a\":1"), malformed, utf8("}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32LE"})
  void refuses_other_encodings(String charset) {
    assertRefused("{\"a\":1}".getBytes(Charset.forName(charset)));
  }

  @Test
  void accepts_a_thousand_levels_and_refuses_one_more() {
    JsonSyntax.require(nested(1000));
    assertRefused(nested(1001));
  }

  @Test
  void answers_a_body_nested_very_deep() {
    assertRefused(nested(200_000));
    assertRefused(utf8("{\"a\":".repeat(200_000)));
  }

  @Test
  void measures_names_as_the_text_they_stand_for() {
    JsonSyntax.require(utf8("{\"" + "a".repeat(65_536) + "\":1}"));
    JsonSyntax.require(utf8("{\"" + "\\u0041".repeat(65_536) + "\":1}"));
    JsonSyntax.require(utf8("{\"" + "\\u20ac".repeat(21_845) + "\":1}"));
    JsonSyntax.require(utf8("{\"" + "\\ud83d\\ude00".repeat(16_384) + "\":1}"));
    assertRefused(utf8("{\"" + "a".repeat(65_537) + "\":1}"));
    assertRefused(utf8("{\"" + "\\n".repeat(65_537) + "\":1}"));
    assertRefused(utf8("{\"" + "\\u20ac".repeat(21_846) + "\":1}"));
    assertRefused(utf8("{\"" + "\\ud83d\\ude00".repeat(16_385) + "\":1}"));
  }

  @Test
  void bounds_the_length_of_numbers() {
    JsonSyntax.require(utf8("{\"a\":" + "1".repeat(1000) + "}"));
    assertRefused(utf8("{\"a\":" + "1".repeat(1001) + "}"));
    assertRefused(utf8("{\"a\":0." + "1".repeat(10_000_000) + "}"));
  }

  @Test
  void agrees_with_a_parser_on_texts_with_one_change() throws IOException {
    byte[] sound =
        utf8(
            "{\"TableName\":\"tab\\u006ce\",\"Item\":{\"p"
                + " k\":{\"N\":\"-1.5e3\"},\"é\":[true,null,-12.5E+7,{}]},\"x\":[[],\"\\\\ \\\""
                + " /\",0]}");
    Random random = new Random(42);
    byte[] alphabet = utf8("{}[]\",:\\ue0159.+-tfn \n\u0001a/");
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = sound.clone();
      changed[random.nextInt(changed.length)] = alphabet[random.nextInt(alphabet.length)];
      boolean expected = parses(changed);
      refused += expected ? 0 : 1;
      assertEquals(expected, accepts(changed), () -> new String(changed, StandardCharsets.UTF_8));
    }
    assertEquals(true, refused > 4_000 && refused < 18_000, "refused " + refused);
  }

  private static boolean parses(byte[] body) throws IOException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(new String(body, StandardCharsets.UTF_8))
        || new String(body, StandardCharsets.UTF_8).indexOf('\uFFFD') >= 0) {
      return false;
    }
    try (JsonParser parser = new JsonFactory().createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static boolean accepts(byte[] body) {
    try {
      JsonSyntax.require(body);
      return true;
    } catch (DynamoDbException e) {
      return false;
    }
  }

  private static byte[] nested(int levels) {
    return utf8("{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}");
  }

  private static void assertRefused(byte[] body) {
    DynamoDbException error = assertThrows(DynamoDbException.class, () -> JsonSyntax.require(body));
    assertEquals(ErrorCode.SERIALIZATION, error.code());
    assertNull(error.getMessage());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
