package dev.ddblocal.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.it.tickets.Comment;
import dev.ddblocal.it.tickets.Reporter;
import dev.ddblocal.it.tickets.Ticket;
import dev.ddblocal.it.tickets.TicketDesk;
import dev.ddblocal.it.tickets.WorkLog;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** An application on the enhanced client of the AWS SDK for Java: {@link TicketDesk}. */
class EnhancedClientIT {
  private static final Instant NOW = Instant.parse("2026-03-09T10:11:12Z");

  @TempDir static Path folder;

  private static TenantServer server;
  private static TicketDesk desk;

  @BeforeAll
  static void start() throws IOException {
    server = TenantServer.start(folder);
    desk = new TicketDesk(server.first(Region.US_EAST_1), Clock.fixed(NOW, ZoneOffset.UTC));
    desk.install();
    for (int i = 1; i <= 7; i++) {
      desk.open(ticket("listed", "2026-0" + (i + 1) / 2 + "#" + i, i));
    }
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static Ticket ticket(String project, String id, int priority) {
    Ticket ticket = new Ticket();
    ticket.setProject(project);
    ticket.setId(id);
    ticket.setTitle("Ticket " + id);
    ticket.setState(Ticket.State.OPEN);
    ticket.setPriority(priority);
    ticket.setOpened(NOW.plusSeconds(priority));
    return ticket;
  }

  private static List<String> ids(List<Ticket> tickets) {
    return tickets.stream().map(Ticket::getId).toList();
  }

  private static List<List<String>> idsByPage(List<List<Ticket>> pages) {
    return pages.stream().map(EnhancedClientIT::ids).toList();
  }

  @Test
  void the_tables_have_the_indexes_that_the_beans_name() {
    TableDescription table = desk.tickets().describeTable().table();
    assertEquals(
        Map.of("by-priority", List.of("project HASH", "priority RANGE")),
        Map.of(
            table.localSecondaryIndexes().getFirst().indexName(),
            keys(table.localSecondaryIndexes().getFirst().keySchema())));
    List<GlobalSecondaryIndexDescription> global =
        table.globalSecondaryIndexes().stream()
            .sorted(Comparator.comparing(GlobalSecondaryIndexDescription::indexName))
            .toList();
    assertEquals(
        List.of(
            "by-assignee [assignee HASH, opened RANGE]",
            "by-state [project HASH, state HASH, priority RANGE, opened RANGE]"),
        global.stream().map(index -> index.indexName() + " " + keys(index.keySchema())).toList());
    for (GlobalSecondaryIndexDescription index : global) {
      assertEquals(IndexStatus.ACTIVE, index.indexStatus());
      assertEquals(ProjectionType.ALL, index.projection().projectionType());
      assertEquals(Tenants.firstTable("tickets/index/" + index.indexName()), index.indexArn());
    }
  }

  private static List<String> keys(List<KeySchemaElement> schema) {
    return schema.stream().map(key -> key.attributeName() + " " + key.keyTypeAsString()).toList();
  }

  @Test
  void a_ticket_comes_back_as_it_was_opened() {
    Ticket ticket = ticket("full", "2026-03#001", 2);
    Reporter reporter = new Reporter();
    reporter.setName("Grüße");
    Comment comment = new Comment();
    comment.setAuthor("ann");
    comment.setText("");
    ticket.setReporter(reporter);
    ticket.setComments(List.of(comment));
    ticket.setLabels(Set.of("crash", "ui"));
    ticket.setRelated(Set.of(3, -14));
    ticket.setEstimates(Map.of("a.b", new BigDecimal("12345678901234567890.123456789012345678")));
    ticket.setFingerprint(SdkBytes.fromByteArray(new byte[] {0, -1, 127}));
    ticket.setBudget(Duration.ofMinutes(90));
    ticket.setUrgent(true);
    desk.open(ticket);
    Ticket found = desk.find("full", "2026-03#001").orElseThrow();
    assertEquals("Grüße", found.getReporter().getName());
    assertNull(found.getReporter().getEmail());
    assertEquals("", found.getComments().getFirst().getText());
    assertEquals(ticket.getLabels(), found.getLabels());
    assertEquals(ticket.getRelated(), found.getRelated());
    assertEquals(ticket.getEstimates(), found.getEstimates());
    assertEquals(ticket.getFingerprint(), found.getFingerprint());
    assertEquals(ticket.getBudget(), found.getBudget());
    assertTrue(found.getUrgent());
    assertEquals(NOW.plusSeconds(2), found.getOpened());
    assertEquals(NOW, found.getTouched());
    assertEquals(1L, found.getVersion());
    assertEquals(10L, found.getChanges());
    assertNull(found.getAssignee());
  }

  @Test
  void an_id_that_is_taken_is_refused_with_the_ticket_that_has_it() {
    desk.open(ticket("taken", "1", 1));
    Ticket second = ticket("taken", "1", 2);
    ConditionalCheckFailedException refused =
        assertThrows(ConditionalCheckFailedException.class, () -> desk.open(second));
    assertEquals("The conditional request failed", refused.awsErrorDetails().errorMessage());
    assertEquals(400, refused.statusCode());
    assertEquals(AttributeValue.fromN("1"), refused.item().get("priority"));
    assertEquals(1, desk.find("taken", "1").orElseThrow().getPriority());
  }

  @Test
  void who_saves_second_of_two_readers_loses() {
    desk.open(ticket("race", "1", 1));
    Ticket mine = desk.find("race", "1").orElseThrow();
    Ticket yours = desk.find("race", "1").orElseThrow();
    mine.setTitle("mine");
    yours.setTitle("yours");
    Ticket saved = desk.save(mine);
    assertEquals(2L, saved.getVersion());
    assertEquals(15L, saved.getChanges());
    assertEquals(List.of("updated"), saved.getHistory());
    assertThrows(ConditionalCheckFailedException.class, () -> desk.save(yours));
    Ticket again = desk.find("race", "1").orElseThrow();
    assertEquals("mine", again.getTitle());
    assertEquals(2L, again.getVersion());
    again.setTitle("yours after all");
    assertEquals(20L, desk.save(again).getChanges());
  }

  @Test
  void saving_writes_everything_but_what_is_written_once() {
    Ticket ticket = ticket("once", "1", 1);
    ticket.setLabels(Set.of("gone soon"));
    desk.open(ticket);
    Ticket found = desk.find("once", "1").orElseThrow();
    found.setLabels(null);
    found.setOpened(Instant.EPOCH);
    Ticket saved = desk.save(found);
    assertNull(saved.getLabels());
    assertEquals(NOW.plusSeconds(1), saved.getOpened());
  }

  @Test
  void a_change_within_a_nested_value_leaves_its_siblings() {
    Ticket ticket = ticket("nested", "1", 1);
    Reporter reporter = new Reporter();
    reporter.setName("Ann");
    reporter.setEmail("old");
    ticket.setReporter(reporter);
    desk.open(ticket);
    Ticket part = new Ticket();
    part.setProject("nested");
    part.setId("1");
    part.setVersion(1L);
    Reporter change = new Reporter();
    change.setEmail("new");
    part.setReporter(change);
    Ticket changed = desk.change(part);
    assertEquals("Ann", changed.getReporter().getName());
    assertEquals("new", changed.getReporter().getEmail());
    assertEquals("Ticket 1", changed.getTitle());
    assertEquals(2L, changed.getVersion());
  }

  @Test
  void a_ticket_appears_in_worklists_as_it_is_assigned_and_only_while_it_is_open() {
    for (int i = 1; i <= 3; i++) {
      desk.open(ticket("assigned", "" + i, i));
      desk.assign(desk.find("assigned", "" + i).orElseThrow(), i == 2 ? "bob" : "ann");
    }
    assertEquals(List.of("3", "1"), ids(desk.worklist("ann")));
    assertEquals(List.of("2"), ids(desk.worklist("bob")));
    Ticket first = desk.find("assigned", "1").orElseThrow();
    assertEquals(List.of("updated"), first.getHistory());
    first.setState(Ticket.State.DONE);
    first.setAssignee(null);
    Ticket done = desk.save(first);
    assertEquals(List.of("3"), ids(desk.worklist("ann")));
    ConditionalCheckFailedException refused =
        assertThrows(ConditionalCheckFailedException.class, () -> desk.assign(done, "bob"));
    assertEquals(AttributeValue.fromS("DONE"), refused.item().get("state"));
    assertEquals(List.of("2"), ids(desk.worklist("bob")));
  }

  @Test
  void only_a_ticket_that_is_done_is_discarded() {
    Ticket ticket = ticket("discarded", "1", 1);
    desk.open(ticket);
    assertThrows(ConditionalCheckFailedException.class, () -> desk.discard("discarded", "1"));
    Ticket found = desk.find("discarded", "1").orElseThrow();
    found.setState(Ticket.State.DONE);
    desk.save(found);
    assertEquals(Ticket.State.DONE, desk.discard("discarded", "1").getState());
    assertTrue(desk.find("discarded", "1").isEmpty());
    assertThrows(ConditionalCheckFailedException.class, () -> desk.discard("discarded", "1"));
  }

  static Stream<Arguments> conditionals() {
    Key third = Key.builder().partitionValue("listed").sortValue("2026-02#3").build();
    Key fifth = Key.builder().partitionValue("listed").sortValue("2026-03#5").build();
    Key february = Key.builder().partitionValue("listed").sortValue("2026-02").build();
    Key all = Key.builder().partitionValue("listed").build();
    return Stream.of(
        Arguments.of("key =", QueryConditional.keyEqualTo(all), "1 2 3 4 5 6 7"),
        Arguments.of("key and sort =", QueryConditional.keyEqualTo(third), "3"),
        Arguments.of(">", QueryConditional.sortGreaterThan(third), "4 5 6 7"),
        Arguments.of(">=", QueryConditional.sortGreaterThanOrEqualTo(third), "3 4 5 6 7"),
        Arguments.of("<", QueryConditional.sortLessThan(third), "1 2"),
        Arguments.of("<=", QueryConditional.sortLessThanOrEqualTo(third), "1 2 3"),
        Arguments.of("BETWEEN", QueryConditional.sortBetween(third, fifth), "3 4 5"),
        Arguments.of("begins_with", QueryConditional.sortBeginsWith(february), "3 4"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conditionals")
  void every_query_conditional_finds_what_it_should(
      String name, QueryConditional which, String expected) {
    List<String> forward = numbers(desk.pages(which, true, 2));
    assertEquals(List.of(expected.split(" ")), forward, name);
    assertEquals(forward.reversed(), numbers(desk.pages(which, false, 3)), name);
  }

  private static List<String> numbers(List<List<Ticket>> pages) {
    return pages.stream()
        .flatMap(List::stream)
        .map(ticket -> ticket.getId().substring(ticket.getId().indexOf('#') + 1))
        .toList();
  }

  @Test
  void pages_hold_as_many_tickets_as_wanted_and_the_last_the_rest() {
    QueryConditional all = QueryConditional.keyEqualTo(key -> key.partitionValue("listed"));
    assertEquals(List.of(3, 3, 1), desk.pages(all, true, 3).stream().map(List::size).toList());
    assertEquals(List.of(7, 0), desk.pages(all, true, 7).stream().map(List::size).toList());
  }

  @Test
  void tied_priorities_neither_repeat_nor_drop_a_ticket_between_pages() {
    for (int i = 0; i < 6; i++) {
      desk.open(ticket("tied", "" + i, i < 4 ? 2 : 1));
    }
    List<List<String>> pages = idsByPage(desk.byPriority("tied", 2));
    assertEquals(List.of("4", "5"), pages.getFirst());
    assertEquals(
        List.of("0", "1", "2", "3", "4", "5"),
        pages.stream().flatMap(List::stream).sorted().toList());
  }

  @Test
  void an_index_with_two_attributes_each_way_is_queried_by_some_of_them() {
    for (int i = 1; i <= 5; i++) {
      Ticket ticket = ticket("states", "" + i, 6 - i);
      ticket.setState(i == 3 ? Ticket.State.DONE : Ticket.State.OPEN);
      desk.open(ticket);
    }
    assertEquals(
        List.of(List.of("4", "2"), List.of("1")),
        idsByPage(desk.inState("states", Ticket.State.OPEN, 2, 2)));
    assertEquals(List.of(List.of("3")), idsByPage(desk.inState("states", Ticket.State.DONE, 1, 2)));
  }

  @Test
  void a_scan_finds_labelled_tickets_and_answers_what_is_asked_for() {
    Ticket ticket = ticket("labelled", "1", 1);
    Reporter reporter = new Reporter();
    reporter.setName("Ann");
    reporter.setEmail("ann@example.org");
    ticket.setReporter(reporter);
    ticket.setLabels(Set.of("rare", "common"));
    desk.open(ticket);
    Ticket anonymous = ticket("labelled", "2", 1);
    anonymous.setLabels(Set.of("rare"));
    desk.open(anonymous);
    List<Ticket> found = desk.labelled("rare").toList();
    assertEquals(1, found.size());
    assertEquals("Ticket 1", found.getFirst().getTitle());
    assertEquals("Ann", found.getFirst().getReporter().getName());
    assertNull(found.getFirst().getReporter().getEmail());
    assertNull(found.getFirst().getId());
  }

  @Test
  void batches_write_take_back_and_read() {
    List<WorkLog> logs = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      WorkLog log = new WorkLog();
      log.setTicket("2026-03#001");
      log.setAt(1_000_000_000L + i);
      log.setPerson("ann");
      log.setSpent(Duration.ofMinutes(i));
      logs.add(log);
    }
    desk.log(logs, List.of());
    desk.log(List.of(), logs.subList(10, 20));
    List<WorkLog> spent = desk.spent("2026-03#001", 1_000_000_005L, 1_000_000_021L);
    assertEquals(
        List.of(5L, 6L, 7L, 8L, 9L, 20L, 21L),
        spent.stream().map(log -> log.getSpent().toMinutes()).toList());
    List<Ticket> tickets =
        desk.findAll(
            List.of(
                ticket("listed", "2026-01#1", 1),
                ticket("listed", "2026-04#7", 1),
                ticket("listed", "missing", 1)));
    assertEquals(Set.of("2026-01#1", "2026-04#7"), Set.copyOf(ids(tickets)));
  }

  @Test
  void another_account_has_no_such_desk() {
    TicketDesk others = new TicketDesk(server.second(Region.US_EAST_1), Clock.systemUTC());
    assertThrows(ResourceNotFoundException.class, () -> others.worklist("ann"));
    others.install();
    assertTrue(others.find("listed", "2026-01#1").isEmpty());
    assertTrue(others.byPriority("listed", 5).stream().allMatch(List::isEmpty));
    assertFalse(desk.byPriority("listed", 5).getFirst().isEmpty());
  }
}
