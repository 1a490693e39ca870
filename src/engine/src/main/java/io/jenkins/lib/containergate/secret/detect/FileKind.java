package io.jenkins.lib.containergate.secret.detect;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a file is by its name, as far as it matters for values that no fixed format gives away. */
public enum FileKind {
    /** Settings: values need no quotes. */
    SETTINGS,
    /** Programs: a value is a string literal. */
    PROGRAM,
    /** Programs in Python, where {@code name: "value"} gives nothing to a name: it is YAML in a documentation string. */
    PYTHON,
    /** Prose, markup, tests, examples, translations, software of others: full of made-up and harmless values. */
    PROSE;

    private static final Set<String> SETTINGS_ENDINGS = Set.of(
            "env",
            "yaml",
            "yml",
            "properties",
            "ini",
            "cfg",
            "conf",
            "cnf",
            "toml",
            "tf",
            "tfvars",
            "hcl",
            "config",
            "npmrc",
            "pypirc",
            "netrc",
            "pgpass",
            "envrc",
            "secret",
            "secrets",
            "credentials",
            "plist",
            "tfstate",
            "dockerfile",
            "containerfile",
            "profile",
            "bashrc",
            "reg",
            "json",
            "xml",
            "sh",
            "bash",
            "ps1",
            "bat");
    private static final Set<String> PROSE_ENDINGS = Set.of(
            "md",
            "markdown",
            "rst",
            "adoc",
            "html",
            "htm",
            "css",
            "scss",
            "less",
            "svg",
            "map",
            "ejs",
            "pkg-info",
            "po",
            "pot",
            "tex",
            "ipynb",
            "csv",
            "tsv",
            "log",
            "diff",
            "patch",
            "lock",
            "sum",
            "snap",
            "flow",
            "1",
            "3",
            "5",
            "8");
    private static final Pattern SETTINGS_NAME = Pattern.compile(
            "(\\.?env(\\..*)?|.*\\.env|dockerfile.*|containerfile.*|.*compose.*\\.ya?ml|[._]?netrc|\\.pgpass|credentials|"
                    + "config|wp-config\\.php|settings\\.py|\\.git-credentials|my\\.cnf|makefile|jenkinsfile)");
    /** Copies and templates of settings: {@code app.conf.in}, {@code database.yml.bak}. */
    private static final Pattern COPY =
            Pattern.compile("(\\.(in|tmpl|tpl|template|j2|erb|dist|default|bak|backup|old|orig|save|disabled))+$");
    /** Without an ending most are settings or scripts ({@code etc/environment}, {@code etc/default/app}); these are text. */
    private static final Pattern PROSE_NAME = Pattern.compile(
            "(readme|licen[cs]e|copying|copyright|notice|change(s|log)|news|authors|contribut.*|install|todo|history|faq|thanks|credits|"
                    + "manifest|record|metadata|owners|version)[^.]*");
    /** Settings that hold credentials more often than not: also beside the software of others. */
    private static final Pattern CREDENTIALS_NAME = Pattern.compile(
            "(\\.env(\\.(local|dev|development|stage|staging|prod|production))?|[._]netrc|\\.pgpass|credentials|wp-config\\.php|"
                    + "\\.git-credentials|\\.my\\.cnf)");
    /** Tests, examples, documentation, translations. */
    private static final Pattern EXPLAINING_DIRECTORY = Pattern.compile(
            "(^|/)(tests?|__tests__|testing|molecule|testdata|test-data|test-fixtures|test[_-]?cases?|test[_-]?suites?|"
                    + "testutils?|test_data|spec|specs|e2e|fixtures?|examples?|mirage|samples?|docs?|demos?|mocks?|__mocks__|locales?|"
                    + "i18n|l10n|lang|translations?|benchmarks?)/");
    /** Software of others. What people build into images stands in {@code usr/src/app}, as Node's official image has it. */
    private static final Pattern FOREIGN_DIRECTORY = Pattern.compile(
            "(^|/)(node_modules|site-packages|dist-packages|vendor|third_party|ansible_collections|"
                    + "usr/(share|lib|lib64|include|libexec)|usr/src/(linux|kernels|debug)[^/]*|"
                    + "usr/local/(lib|share|go|include)|lib(64)?/python[0-9.]*|meta-inf|gems|[^/]+\\.(dist|egg)-info)/");
    /** Tests as languages name them: {@code x_test.go}, {@code xTest.java}, {@code x.spec.ts}, {@code test_x.py}. */
    private static final Pattern TEST_NAME = Pattern.compile(
            "test_.*|.*[._-](test|tests|spec|e2e|mock|mocks|fixture|fixtures|test_helpers)\\.[a-z]+|.*tests?\\.(java|kt|cs|scala|groovy)");

    /** @param path with {@code /} between its segments */
    public static FileKind of(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        String name = lower.substring(lower.lastIndexOf('/') + 1);
        if (EXPLAINING_DIRECTORY.matcher(lower).find()
                || FOREIGN_DIRECTORY.matcher(lower).find()
                        && !CREDENTIALS_NAME.matcher(name).matches()) {
            return PROSE;
        }
        String plain = COPY.matcher(name).replaceFirst("");
        String ending = plain.substring(plain.lastIndexOf('.') + 1);
        if (SETTINGS_NAME.matcher(name).matches()) {
            return SETTINGS;
        }
        if (PROSE_ENDINGS.contains(ending)
                || TEST_NAME.matcher(name).matches()
                || name.contains("example")
                || name.contains("sample")) {
            return PROSE;
        }
        if (ending.equals("py")) {
            return PYTHON;
        }
        boolean scripted = plain.indexOf('.') < 0 && !PROSE_NAME.matcher(plain).matches();
        return scripted || SETTINGS_ENDINGS.contains(ending) ? SETTINGS : PROGRAM;
    }
}
