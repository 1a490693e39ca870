package io.jenkins.lib.containergate.xml;

/**
 * How much XML a reader takes.
 *
 * @param maxBytes of the document
 * @param maxDepth elements within each other
 * @param maxElements in one of the parts that are read at a time
 * @param maxPartBytes of one of those parts, which is in memory as a whole
 */
public record XmlBounds(long maxBytes, int maxDepth, int maxElements, int maxPartBytes) {}
