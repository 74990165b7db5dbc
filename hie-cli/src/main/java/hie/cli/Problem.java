package hie.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/** Turns a server's problem document (RFC 9457) into lines for a person. */
final class Problem {

    private Problem() {}

    /** Describes a refusal; a body that is no problem document leaves the HTTP status alone to speak. */
    static String describe(int status, String body) {
        JsonNode problem;
        try {
            problem = ManagerApi.JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            problem = ManagerApi.JSON.missingNode();
        }
        StringBuilder text = new StringBuilder(problem.path("title").asText("The server refused the request"));
        if (problem.hasNonNull("detail")) {
            text.append(": ").append(problem.path("detail").asText());
        }
        text.append(" (HTTP ").append(status).append(')');
        for (JsonNode error : problem.path("errors")) {
            text.append(System.lineSeparator()).append("  ").append(line(error));
        }
        return text.toString();
    }

    private static String line(JsonNode error) {
        StringBuilder line = new StringBuilder();
        if (error.hasNonNull("item")) {
            line.append("item ").append(error.path("item").asText());
        }
        if (error.hasNonNull("setting")) {
            line.append(line.isEmpty() ? "" : ", ")
                    .append("setting ")
                    .append(error.path("setting").asText());
        }
        return line.append(line.isEmpty() ? "" : ": ")
                .append(error.path("message").asText())
                .toString();
    }
}
