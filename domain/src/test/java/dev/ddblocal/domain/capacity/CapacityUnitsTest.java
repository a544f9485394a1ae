package dev.ddblocal.domain.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityUnitsTest {
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "1024, 1", "1025, 2", "2048, 2", "409600, 400"})
  void a_write_costs_a_unit_for_each_started_kilobyte(long sizeBytes, double units) {
    assertEquals(units, CapacityUnits.ofWrite(sizeBytes));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0.5",
    "1, 1, 0.5",
    "4096, 1, 0.5",
    "4097, 2, 1",
    "8193, 3, 1.5",
    "409600, 100, 50",
    "17179869184, 4194304, 2097152"
  })
  void a_read_costs_a_unit_for_each_started_four_kilobytes_and_half_if_eventual(
      long sizeBytes, double consistent, double eventual) {
    assertEquals(consistent, CapacityUnits.ofRead(sizeBytes, true));
    assertEquals(eventual, CapacityUnits.ofRead(sizeBytes, false));
  }
}
