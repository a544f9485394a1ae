package dev.ddblocal.domain.value;

/**
 * What reading a number's text gave: the number, or what is wrong with the text. Neither is wrapped
 * in anything, so that a sound number costs no more than itself.
 */
public sealed interface ParsedNumber permits DynamoNumber, ValueDefect.InvalidNumber {}
