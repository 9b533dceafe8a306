package dev.heal.config.file;

/**
 * One line as an editor counts them.
 *
 * @param text what stands in it, without its end
 * @param end what ends it: line feed, carriage return, both, or nothing at the end of the file
 * @param isText whether its bytes are UTF-8; if not, {@code text} is what they are in ISO 8859-1, so that no byte is lost
 */
public record PhysicalLine(String text, String end, boolean isText) {}
