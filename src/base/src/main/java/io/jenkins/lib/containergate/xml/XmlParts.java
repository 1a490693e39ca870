package io.jenkins.lib.containergate.xml;

import io.jenkins.lib.containergate.bounds.BulkInputStream;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.fault.ReadAborted;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a document part by part: the children of its root, or those of its children, one at a time, so that a document of any
 * size needs the memory of its largest part.
 *
 * <p>A document type is refused, and with it every entity that is not one of XML's own five.
 */
public final class XmlParts {
    private static final int MESSAGE = 160;

    private final XmlBounds bounds;

    public XmlParts(XmlBounds bounds) {
        this.bounds = bounds;
    }

    /** Takes one part. */
    @FunctionalInterface
    public interface Consumer {
        void accept(XmlElement part) throws GateException, InterruptedException;
    }

    /**
     * @param in the document; stays open
     * @param input where it came from, for messages
     * @param root name of the root
     * @param level of the parts: 1 for the children of the root, 2 for theirs
     * @param remedy for a document that is malformed
     * @throws GateException when it is no well-formed XML to its end, has another root, a document type, or exceeds a bound
     */
    public void forEach(InputStream in, String input, String root, int level, String remedy, Consumer consumer)
            throws GateException, InterruptedException {
        Metered metered = new Metered(in, input, bounds);
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(metered);
            try {
                String name = root(reader);
                if (!name.equals(root)) {
                    throw new GateException(
                            input + " begins with <" + SafeText.visible(name) + "> instead of <" + root + ">", remedy);
                }
                parts(reader, metered, input, level, consumer);
                while (reader.hasNext()) {
                    refuseTypes(reader, reader.next());
                }
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw malformed(e, input, remedy);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static GateException malformed(XMLStreamException fault, String input, String remedy)
            throws GateException, InterruptedException {
        Throwable cause = fault.getNestedException();
        if (cause instanceof ReadAborted aborted) {
            throw new IllegalStateException("a reason is thrown", ReadAborted.rethrow(aborted));
        }
        String message = cause instanceof IOException ? String.valueOf(cause.getMessage()) : fault.getMessage();
        return new GateException(
                input + " is not well-formed XML: " + SafeText.oneLine(String.valueOf(message), MESSAGE),
                remedy,
                fault);
    }

    private static String root(XMLStreamReader reader) throws XMLStreamException {
        int event = reader.next();
        while (event != XMLStreamConstants.START_ELEMENT) {
            refuseTypes(reader, event);
            event = reader.next();
        }
        return reader.getLocalName();
    }

    private static void refuseTypes(XMLStreamReader reader, int event) throws XMLStreamException {
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new XMLStreamException("it has a document type or an entity of its own", reader.getLocation());
        }
    }

    /** Called behind a start tag; returns behind its end tag. */
    private void parts(XMLStreamReader reader, Metered metered, String input, int level, Consumer consumer)
            throws XMLStreamException, GateException, InterruptedException {
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            metered.newPart();
            if (event != XMLStreamConstants.START_ELEMENT) {
                refuseTypes(reader, event);
            } else if (level > 1) {
                parts(reader, metered, input, level - 1, consumer);
            } else {
                consumer.accept(element(reader, 1, new int[1], input));
            }
        }
    }

    private XmlElement element(XMLStreamReader reader, int depth, int[] elements, String input)
            throws XMLStreamException, GateException {
        if (depth > bounds.maxDepth()) {
            throw new LimitExceededException(input, "maxDepth", bounds.maxDepth());
        }
        elements[0]++;
        if (elements[0] > bounds.maxElements()) {
            throw new LimitExceededException("an element of " + input, "maxElements", bounds.maxElements());
        }
        String name = reader.getLocalName();
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        StringBuilder text = new StringBuilder();
        List<XmlElement> children = new ArrayList<>();
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, depth + 1, elements, input));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                default -> refuseTypes(reader, event);
            }
        }
        return new XmlElement(name, attributes, text.toString().strip(), children);
    }

    /** Counts what the parser takes: before it builds a text or a tag of any length, all its bytes have passed here. */
    private static final class Metered extends BulkInputStream.OnTop {
        private final String input;
        private final XmlBounds bounds;
        private long total;
        private long part;

        Metered(InputStream in, String input, XmlBounds bounds) {
            super(in);
            this.input = input;
            this.bounds = bounds;
        }

        void newPart() {
            part = 0;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            total += read;
            part += read;
            if (total > bounds.maxBytes()) {
                throw new ReadAborted(new LimitExceededException(input, "maxBytes", bounds.maxBytes()));
            }
            if (part > bounds.maxPartBytes()) {
                throw new ReadAborted(
                        new LimitExceededException("an element of " + input, "maxPartBytes", bounds.maxPartBytes()));
            }
        }
    }
}
