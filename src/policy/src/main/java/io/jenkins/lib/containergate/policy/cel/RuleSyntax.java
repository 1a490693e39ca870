package io.jenkins.lib.containergate.policy.cel;

import io.jenkins.lib.containergate.policy.cel.RuleExpression.Problem;
import java.util.ArrayList;
import java.util.List;
import org.projectnessie.cel.parser.gen.CELLexer;
import org.projectnessie.cel.parser.gen.CELParser;
import org.projectnessie.cel.shaded.org.antlr.v4.runtime.BaseErrorListener;
import org.projectnessie.cel.shaded.org.antlr.v4.runtime.CharStreams;
import org.projectnessie.cel.shaded.org.antlr.v4.runtime.CommonTokenStream;
import org.projectnessie.cel.shaded.org.antlr.v4.runtime.RecognitionException;
import org.projectnessie.cel.shaded.org.antlr.v4.runtime.Recognizer;
import org.projectnessie.cel.shaded.org.antlr.v4.runtime.Token;

/**
 * The first look at an expression. It bounds what the library's own parser is given, which is recursive, and writes
 * mistakes to standard error.
 */
final class RuleSyntax {
    private static final int MOST_TOKENS = 1_000;
    private static final int DEEPEST = 24;
    private static final int MOST_PROBLEMS = 10;

    private RuleSyntax() {}

    /** Empty when the library can parse it. */
    static List<Problem> problems(String text) {
        List<Problem> problems = new ArrayList<>();
        BaseErrorListener listener = new BaseErrorListener() {
            @Override
            public void syntaxError(
                    Recognizer<?, ?> recognizer,
                    Object symbol,
                    int line,
                    int column,
                    String message,
                    RecognitionException cause) {
                if (problems.size() < MOST_PROBLEMS) {
                    problems.add(new Problem(line, column + 1, message));
                }
            }
        };
        CELLexer lexer = new CELLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        lexer.addErrorListener(listener);
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        bounds(tokens.getTokens(), problems);
        if (problems.isEmpty()) {
            CELParser parser = new CELParser(tokens);
            parser.removeErrorListeners();
            parser.addErrorListener(listener);
            parser.start();
        }
        return problems;
    }

    private static void bounds(List<Token> tokens, List<Problem> problems) {
        if (tokens.size() > MOST_TOKENS) {
            problems.add(
                    new Problem(1, 1, "more than " + MOST_TOKENS + " words and signs: split the rule into several"));
            return;
        }
        int depth = 0;
        for (Token token : tokens) {
            switch (token.getText()) {
                case "(", "[", "{" -> depth++;
                case ")", "]", "}" -> depth--;
                default -> {}
            }
            if (depth > DEEPEST) {
                problems.add(new Problem(
                        token.getLine(),
                        token.getCharPositionInLine() + 1,
                        "nested deeper than " + DEEPEST + " brackets"));
                return;
            }
        }
    }
}
