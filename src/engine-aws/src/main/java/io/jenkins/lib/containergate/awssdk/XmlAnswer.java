package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Answers in the XML of AWS's query protocol, as the JSON that other protocols answer with. */
final class XmlAnswer {
    private static final int MAX_DEPTH = 32;
    /** What items of lists are called by the query protocol, and by EC2. */
    private static final Set<String> ITEMS = Set.of("member", "item");

    private XmlAnswer() {}

    /**
     * @return the root element: an object of its children by name, a list of those that are items, or its text
     * @throws XMLStreamException when it is no XML, has a document type, or is too deep
     */
    static JsonNode parse(byte[] xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
        try {
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                // comments and instructions before the root
            }
            return element(reader, 0);
        } finally {
            reader.close();
        }
    }

    private static JsonNode element(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw new XMLStreamException("more than " + MAX_DEPTH + " levels");
        }
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        StringBuilder text = new StringBuilder();
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                String name = reader.getLocalName();
                JsonNode child = element(reader, depth + 1);
                if (ITEMS.contains(name)) {
                    items.add(child);
                } else {
                    members.set(name, child);
                }
            } else if (event == XMLStreamConstants.CHARACTERS) {
                text.append(reader.getText());
            } else if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new XMLStreamException("a document type");
            }
        }
        if (!items.isEmpty()) {
            return items;
        }
        return members.isEmpty()
                ? JsonNodeFactory.instance.textNode(text.toString().strip())
                : members;
    }
}
