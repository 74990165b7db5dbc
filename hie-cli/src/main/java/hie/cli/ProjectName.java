package hie.cli;

import java.util.List;

/** A project as commands name it: NAME, in the default workspace, or WORKSPACE/NAME. */
record ProjectName(String workspace, String name) {

    /**
     * Reads a name.
     *
     * @throws CliException when it is none
     */
    static ProjectName of(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length > 2 || List.of(parts).contains("")) {
            throw new CliException("PROJECT must be NAME or WORKSPACE/NAME, not '" + text + "'.");
        }
        return new ProjectName(
                parts.length == 2 ? parts[0] : ProjectDirectory.DEFAULT_WORKSPACE, parts[parts.length - 1]);
    }

    @Override
    public String toString() {
        return workspace + "/" + name;
    }
}
