package hie.file.ra;

import hie.file.NameFilter;
import hie.file.Semaphores;
import hie.file.WatchedFolders;
import jakarta.resource.spi.InvalidPropertyException;
import java.beans.IntrospectionException;
import java.beans.PropertyDescriptor;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The checked settings of one endpoint. Folders are absolute and normalised; {@code archive} is empty for delete. */
record EndpointSettings(
        String name,
        Path folder,
        NameFilter files,
        Optional<Path> archive,
        Optional<Path> work,
        Optional<Path> error,
        Duration callInterval,
        int subdirectoryLevels,
        Duration stableFor,
        Completeness completeness,
        Semaphores semaphores,
        Timestamping timestamping,
        long maxFileSize,
        FileOrder order,
        boolean holdOnFailure) {

    /** How a file is known to be complete. */
    enum Completeness {
        NONE,
        SIZE,
        READABLE,
        WRITABLE
    }

    /** When archive names get date and time. */
    enum Timestamping {
        ALWAYS,
        IF_EXISTS,
        NEVER
    }

    /** In which order the files of one look are taken. */
    enum FileOrder {
        TIME,
        NAME
    }

    Path workFolder() {
        return folders().workFolder();
    }

    Path errorFolder() {
        return folders().errorFolder();
    }

    private WatchedFolders folders() {
        return new WatchedFolders(folder, archive, work, error);
    }

    /** @throws InvalidPropertyException if anything is wrong, with all of it in the message */
    static EndpointSettings of(FileActivationSpec spec) throws InvalidPropertyException {
        return new Check(spec).settings();
    }

    private static final class Check {
        private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

        private final FileActivationSpec spec;
        private final Map<String, String> faults = new LinkedHashMap<>();

        Check(FileActivationSpec spec) {
            this.spec = spec;
        }

        EndpointSettings settings() throws InvalidPropertyException {
            if (blank(spec.getName())) {
                faults.put("name", "is missing");
            }
            if (blank(spec.getFilePath())) {
                faults.put("filePath", "is missing; give the folder to be polled");
            }
            Optional<Path> folder = path("filePath", spec.getFilePath());
            Optional<Path> archive = path("archivePath", spec.getArchivePath());
            Optional<Path> work = path("workPath", spec.getWorkPath());
            Optional<Path> error = path("errorPath", spec.getErrorPath());
            folder.ifPresent(in -> faults.putAll(new WatchedFolders(in, archive, work, error).faults()));
            NameFilter files = parsed("fileSpec", spec.getFileSpec(), NameFilter::parse, NameFilter.parse("*"));
            Semaphores semaphores = parsed(
                    "semaphoreSpecification", spec.getSemaphoreSpecification(), Semaphores::parse, Semaphores.NONE);
            long callInterval = number(
                    "callInterval",
                    spec.getCallInterval(),
                    100,
                    Duration.ofDays(1).toMillis());
            long levels = number("subdirectoryLevels", spec.getSubdirectoryLevels(), 0, 100);
            long stableFor = number(
                    "stableFor", spec.getStableFor(), 0, Duration.ofDays(1).toMillis());
            long maxFileSize = number("maxFileSize", spec.getMaxFileSize(), 1, LARGEST_ARRAY);
            Completeness completeness = choice("confirmComplete", spec.getConfirmComplete(), Completeness.SIZE);
            Timestamping timestamping = choice("appendTimestamp", spec.getAppendTimestamp(), Timestamping.IF_EXISTS);
            FileOrder order = choice("order", spec.getOrder(), FileOrder.TIME);
            if (spec.getHoldOnFailure() == null) {
                faults.put("holdOnFailure", "is missing; give true or false");
            }
            failOnFaults();
            return new EndpointSettings(
                    spec.getName().strip(),
                    folder.orElseThrow(),
                    files,
                    archive,
                    work,
                    error,
                    Duration.ofMillis(callInterval),
                    (int) levels,
                    Duration.ofMillis(stableFor),
                    completeness,
                    semaphores,
                    timestamping,
                    maxFileSize,
                    order,
                    spec.getHoldOnFailure());
        }

        private Optional<Path> path(String property, String value) {
            if (blank(value)) {
                return Optional.empty();
            }
            try {
                Path path = Path.of(value.strip());
                if (path.isAbsolute()) {
                    return Optional.of(path.normalize());
                }
                faults.put(property, "must be an absolute path, not \"" + value + "\"");
            } catch (InvalidPathException e) {
                faults.put(property, "is not a path: " + e.getReason());
            }
            return Optional.empty();
        }

        private long number(String property, Number value, long least, long most) {
            if (value == null || value.longValue() < least || value.longValue() > most) {
                faults.put(property, "must be from " + least + " to " + most + ", not " + value);
                return least;
            }
            return value.longValue();
        }

        private <E extends Enum<E>> E choice(String property, String value, E fallback) {
            Class<E> type = fallback.getDeclaringClass();
            for (E constant : type.getEnumConstants()) {
                if (value != null && constant.name().equalsIgnoreCase(value.strip())) {
                    return constant;
                }
            }
            faults.put(
                    property, "must be one of " + Arrays.toString(type.getEnumConstants()) + ", not \"" + value + "\"");
            return fallback;
        }

        private <T> T parsed(String property, String value, java.util.function.Function<String, T> parser, T fallback) {
            try {
                return parser.apply(value == null ? "" : value);
            } catch (IllegalArgumentException e) {
                faults.put(property, e.getMessage());
                return fallback;
            }
        }

        private void failOnFaults() throws InvalidPropertyException {
            if (faults.isEmpty()) {
                return;
            }
            StringBuilder message = new StringBuilder("File endpoint \"" + spec.getName() + "\":");
            faults.forEach((property, fault) -> message.append(' ')
                    .append(property)
                    .append(' ')
                    .append(fault)
                    .append(';'));
            message.setLength(message.length() - 1);
            InvalidPropertyException exception = new InvalidPropertyException(message.toString());
            exception.setInvalidPropertyDescriptors(
                    faults.keySet().stream().map(Check::descriptor).toArray(PropertyDescriptor[]::new));
            throw exception;
        }

        private static PropertyDescriptor descriptor(String property) {
            try {
                return new PropertyDescriptor(property, FileActivationSpec.class);
            } catch (IntrospectionException e) {
                throw new IllegalStateException("FileActivationSpec lacks the property " + property, e);
            }
        }

        private static boolean blank(String value) {
            return value == null || value.isBlank();
        }
    }
}
