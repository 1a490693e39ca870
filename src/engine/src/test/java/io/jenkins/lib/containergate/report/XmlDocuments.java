package io.jenkins.lib.containergate.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Parses what we write as XML, HTML included, which is written in XML syntax. */
public final class XmlDocuments {
    private final Schema schema;

    private XmlDocuments(Schema schema) {
        this.schema = schema;
    }

    public static XmlDocuments withSchema(String resource) throws SAXException {
        return new XmlDocuments(SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(XmlDocuments.class.getResource(resource)));
    }

    /** @throws SAXException when it is not well-formed */
    public static Document parse(String text) throws SAXException, IOException, ParserConfigurationException {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setErrorHandler(new Collector(new ArrayList<>()));
        return builder.parse(new InputSource(new StringReader(text)));
    }

    public List<String> errors(String text) throws SAXException, IOException {
        List<String> errors = new ArrayList<>();
        Validator validator = schema.newValidator();
        validator.setErrorHandler(new Collector(errors));
        validator.validate(new StreamSource(new StringReader(text)));
        return errors;
    }

    private record Collector(List<String> errors) implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            errors.add(e.toString());
        }

        @Override
        public void error(SAXParseException e) {
            errors.add(e.toString());
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXParseException {
            throw e;
        }
    }
}
