package io.jenkins.lib.containergate.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element with everything in it; names are without namespace and prefix.
 *
 * @param attributes by name
 * @param text its own, without that of its children, and without white space around it
 * @param children in the order of the document
 */
public record XmlElement(String name, Map<String, String> attributes, String text, List<XmlElement> children) {
    public XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** Empty also when it is blank. */
    public Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** All children of a name. */
    public List<XmlElement> children(String child) {
        return children.stream().filter(each -> each.name.equals(child)).toList();
    }

    /** The first child of a name. */
    public Optional<XmlElement> child(String child) {
        return children.stream().filter(each -> each.name.equals(child)).findFirst();
    }

    /** The text of the first child of a name; empty also when it is blank. */
    public Optional<String> textOf(String child) {
        return child(child).map(XmlElement::text).filter(value -> !value.isEmpty());
    }
}
