package org.eventextractor.lambda.notify;

/**
 * What people are told.
 *
 * @param subject one line
 * @param text lines of plain text; holds nothing that everybody in the team may not read
 */
public record Notice(String subject, String text) {}
