package io.jenkins.lib.containergate.ecosystem.version;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers separated by dots or hyphens, a longer list after its own beginning: Hackage and CRAN.
 *
 * @see <a href="https://pvp.haskell.org/#version-numbers">Haskell Package Versioning Policy</a>
 * @see <a href="https://cran.r-project.org/doc/manuals/r-release/R-exts.html#The-DESCRIPTION-file">Writing R
 *     Extensions, DESCRIPTION</a>
 */
record DottedNumbers(List<String> numbers) implements Version {
    private static final Pattern SHAPE = Pattern.compile("[0-9]++(?:[.-][0-9]++)*+");
    private static final Pattern SEPARATOR = Pattern.compile("[.-]");

    static Optional<DottedNumbers> parse(String text) {
        return SHAPE.matcher(text).matches()
                ? Optional.of(new DottedNumbers(List.of(SEPARATOR.split(text))))
                : Optional.empty();
    }

    @Override
    public int compareTo(Version version) {
        DottedNumbers other = (DottedNumbers) version;
        for (int i = 0; i < Math.min(numbers.size(), other.numbers.size()); i++) {
            int difference = Digits.compare(numbers.get(i), other.numbers.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(numbers.size(), other.numbers.size());
    }
}
