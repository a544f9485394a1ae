package dev.ddblocal.domain.value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is wrong with an attribute value that a caller sent, one case for each rule. */
public sealed interface ValueDefect {
  /** The finished text for the caller in the wording of the given layer, without envelope. */
  String message(ValidationLayer layer);

  /** What can be wrong with a number's text. */
  enum NumberFault {
    /** It is no decimal number. */
    NOT_NUMERIC("The parameter cannot be converted to a numeric value"),
    /** Its magnitude is above the range. */
    OVERFLOW(
        "Number overflow. Attempting to store a number with magnitude larger than supported range"),
    /** Its magnitude is below the range. */
    UNDERFLOW(
        "Number underflow. Attempting to store a number with magnitude smaller than supported"
            + " range"),
    /** It has more than 38 significant digits. */
    TOO_MANY_DIGITS("Attempting to store more than 38 significant digits in a Number");

    private final String text;

    NumberFault(String text) {
      this.text = text;
    }
  }

  /**
   * A number's text that is no DynamoDB number. The layers classify some texts differently.
   *
   * @param text the text as it was sent
   * @param current what the current layer finds
   * @param older what the older layer finds
   */
  record InvalidNumber(String text, NumberFault current, NumberFault older)
      implements ValueDefect, ParsedNumber {
    /** Refuses missing parts. */
    public InvalidNumber {
      Objects.requireNonNull(text, "text is null");
      Objects.requireNonNull(current, "current is null");
      Objects.requireNonNull(older, "older is null");
    }

    @Override
    public String message(ValidationLayer layer) {
      NumberFault fault =
          switch (layer) {
            case CURRENT -> current;
            case OLDER -> older;
          };
      boolean echoes =
          fault == NumberFault.NOT_NUMERIC && (layer == ValidationLayer.CURRENT || !text.isEmpty());
      return echoes ? fault.text + ": " + text : fault.text;
    }
  }

  /** A string set without members. */
  record EmptyStringSet() implements ValueDefect {
    @Override
    public String message(ValidationLayer layer) {
      return invalid("An string set  may not be empty");
    }
  }

  /** A number set without members. */
  record EmptyNumberSet() implements ValueDefect {
    @Override
    public String message(ValidationLayer layer) {
      return invalid("An number set  may not be empty");
    }
  }

  /** A binary set without members. */
  record EmptyBinarySet() implements ValueDefect {
    @Override
    public String message(ValidationLayer layer) {
      return invalid("Binary sets should not be empty");
    }
  }

  /**
   * A string set that holds a member twice.
   *
   * @param members the members as they were sent
   */
  record DuplicateStrings(List<String> members) implements ValueDefect {
    /** Takes a copy. */
    public DuplicateStrings {
      members = List.copyOf(members);
    }

    @Override
    public String message(ValidationLayer layer) {
      String list =
          switch (layer) {
            case CURRENT -> quoted(upToFirstRepeatSorted(members, Utf8::compare), ", ");
            case OLDER -> members.toString();
          };
      return invalid("Input collection " + list + " contains duplicates.");
    }
  }

  /** A number set that holds a number twice. */
  record DuplicateNumbers() implements ValueDefect {
    @Override
    public String message(ValidationLayer layer) {
      return switch (layer) {
        case CURRENT -> invalid("Input collection contains duplicates.");
        case OLDER -> "Input collection contains duplicates";
      };
    }
  }

  /**
   * A binary set that holds a member twice.
   *
   * @param members the members as they were sent
   */
  record DuplicateBinaries(List<Bytes> members) implements ValueDefect {
    /** Takes a copy. */
    public DuplicateBinaries {
      members = List.copyOf(members);
    }

    @Override
    public String message(ValidationLayer layer) {
      String list =
          switch (layer) {
            case CURRENT -> quoted(upToFirstRepeatSorted(members, Comparator.naturalOrder()), ",");
            case OLDER -> members.toString();
          };
      return invalid("Input collection " + list + "of type BS contains duplicates.");
    }
  }

  /** A null value that is given as false. */
  record NullNotTrue() implements ValueDefect {
    @Override
    public String message(ValidationLayer layer) {
      return invalid("Null attribute value types must have the value of true");
    }
  }

  /** Lists and maps within one another beyond {@link AttributeValueCollector#MAX_LEVELS}. */
  record NestedTooDeep() implements ValueDefect {
    @Override
    public String message(ValidationLayer layer) {
      return "Nesting Levels have exceeded supported limits: Attributes in the item have nested"
          + " levels beyond supported limit";
    }
  }

  /** A value of no type. */
  record NoType() implements ValueDefect {
    @Override
    public String message(ValidationLayer layer) {
      return "Supplied AttributeValue is empty, must contain exactly one of the supported"
          + " datatypes";
    }
  }

  /** A value of several types at once. */
  record SeveralTypes() implements ValueDefect {
    @Override
    public String message(ValidationLayer layer) {
      return "Supplied AttributeValue has more than one datatypes set, must contain exactly one of"
          + " the supported datatypes";
    }
  }

  /** An attribute whose name is empty. */
  record EmptyName() implements ValueDefect {
    @Override
    public String message(ValidationLayer layer) {
      return "Empty attribute name";
    }
  }

  /** An attribute whose name has more than {@link AttributeValueCollector#MAX_NAME_BYTES} bytes. */
  record NameTooLong() implements ValueDefect {
    @Override
    public String message(ValidationLayer layer) {
      return invalid(
          "Attribute name is too large, must be less than "
              + (AttributeValueCollector.MAX_NAME_BYTES + 1)
              + " bytes");
    }
  }

  private static String invalid(String reason) {
    return "One or more parameter values were invalid: " + reason;
  }

  private static String quoted(List<?> members, String separator) {
    return members.stream()
        .map(member -> "\"" + member + "\"")
        .collect(Collectors.joining(separator, "[", "]"));
  }

  /**
   * The order in which the current layer lists a set with a repeat: the members before the first
   * repeat in byte order, then the repeat and the rest as they were sent.
   */
  private static <T> List<T> upToFirstRepeatSorted(List<T> members, Comparator<T> byteOrder) {
    TreeSet<T> sorted = new TreeSet<>(byteOrder);
    int repeat = 0;
    while (repeat < members.size() && sorted.add(members.get(repeat))) {
      repeat++;
    }
    List<T> listed = new ArrayList<>(sorted);
    listed.addAll(members.subList(repeat, members.size()));
    return listed;
  }
}
