package io.jenkins.lib.containergate.ecs.document;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a plain scalar means in YAML 1.1, which CloudFormation reads: {@code yes} is true, {@code 010} is 8, {@code 0x0} is 0.
 *
 * @see <a href="https://yaml.org/type/">Types of YAML 1.1</a>
 */
final class YamlScalar {
    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "no", "off");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:0|[1-9][0-9_]{0,40})");
    private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-7_]{1,40}");
    private static final Pattern HEXADECIMAL = Pattern.compile("[-+]?0x[0-9a-fA-F_]{1,40}");
    private static final Pattern BINARY = Pattern.compile("[-+]?0b[01_]{1,80}");
    private static final Pattern FLOAT = Pattern.compile("[-+]?[0-9]{1,20}\\.[0-9]{1,20}(?:[eE][-+]?[0-9]{1,4})?");

    private YamlScalar() {}

    static Value plain(String text, Mark mark) {
        if (NULL.contains(text)) {
            return new Value.Null(mark);
        }
        String lower = text.length() <= 5 ? text.toLowerCase(Locale.ROOT) : "";
        boolean oneCase = text.equals(lower)
                || text.equals(text.toUpperCase(Locale.ROOT))
                || text.substring(1).equals(lower.isEmpty() ? "" : lower.substring(1));
        if (oneCase && TRUE.contains(lower)) {
            return new Value.Bool(true, mark);
        }
        if (oneCase && FALSE.contains(lower)) {
            return new Value.Bool(false, mark);
        }
        if (DECIMAL.matcher(text).matches()) {
            return number(text, 0, 10, mark);
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return number(text, 2, 16, mark);
        }
        if (BINARY.matcher(text).matches()) {
            return number(text, 2, 2, mark);
        }
        if (OCTAL.matcher(text).matches()) {
            return number(text, 1, 8, mark);
        }
        return FLOAT.matcher(text).matches() ? new Value.Number(text, mark) : new Value.Text(text, mark);
    }

    /** @param prefix characters between the sign and the digits */
    private static Value number(String text, int prefix, int base, Mark mark) {
        boolean negative = text.charAt(0) == '-';
        int sign = negative || text.charAt(0) == '+' ? 1 : 0;
        String digits = text.substring(sign + prefix).replace("_", "");
        if (digits.isEmpty()) {
            return new Value.Text(text, mark);
        }
        BigInteger value = new BigInteger(digits, base);
        return new Value.Number((negative ? value.negate() : value).toString(), mark);
    }
}
