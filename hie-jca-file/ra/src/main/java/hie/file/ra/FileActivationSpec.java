package hie.file.ra;

import hie.file.FileListener;
import jakarta.resource.spi.Activation;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;

/**
 * The settings of one file endpoint, as the container hands them over. Folders are absolute paths on the server.
 *
 * <p>{@link #validate()} is called by the container before the activation and names all faults at once.
 */
@Activation(messageListeners = FileListener.class)
public final class FileActivationSpec implements ActivationSpec, Serializable {
    private static final long serialVersionUID = 1L;

    @ConfigProperty(description = "Name of the item; it appears in logs and figures and owns the claimed files")
    private String name = "";

    @ConfigProperty(description = "Folder that is polled; it must exist, and the server must be allowed to write to it")
    private String filePath = "";

    @ConfigProperty(
            defaultValue = "*",
            description = "Which file names are taken: one or more patterns with * and ?, separated by commas")
    private String fileSpec = "*";

    @ConfigProperty(description = "Folder for files that were accepted; empty: they are deleted")
    private String archivePath = "";

    @ConfigProperty(
            description =
                    "Folder for files in process, on the same file system as filePath; empty: .hie-work inside it")
    private String workPath = "";

    @ConfigProperty(description = "Folder for rejected files and their reasons; empty: .hie-error inside filePath")
    private String errorPath = "";

    @ConfigProperty(
            type = Long.class,
            defaultValue = "5000",
            description = "Milliseconds from one look into the folder to the next; at least 100")
    private Long callInterval = 5000L;

    @ConfigProperty(
            type = Integer.class,
            defaultValue = "0",
            description = "How many levels of subfolders are polled as well; 0 to 100")
    private Integer subdirectoryLevels = 0;

    @ConfigProperty(
            type = Long.class,
            defaultValue = "1000",
            description = "Milliseconds for which size and time of a file must not change before it is taken")
    private Long stableFor = 1000L;

    @ConfigProperty(
            defaultValue = "SIZE",
            description = "How a file is known to be complete. NONE: it always is; SIZE: unchanged for stableFor; "
                    + "READABLE, WRITABLE: moreover the server can open it for reading, or for writing")
    private String confirmComplete = "SIZE";

    @ConfigProperty(
            description = "Signal files: *.hl7:*.sem takes x.hl7 only when x.sem is there, which is then deleted; "
                    + "several pairs separated by commas; *.sem alone is meant for every file")
    private String semaphoreSpecification = "";

    @ConfigProperty(
            defaultValue = "IF_EXISTS",
            description = "Whether archive names get date and time: ALWAYS, IF_EXISTS (only when the name is taken) or "
                    + "NEVER (a taken name gets a number)")
    private String appendTimestamp = "IF_EXISTS";

    @ConfigProperty(
            type = Long.class,
            defaultValue = "67108864",
            description = "Largest file in bytes; larger ones go to the error folder unread")
    private Long maxFileSize = 64L * 1024 * 1024;

    @ConfigProperty(
            defaultValue = "TIME",
            description =
                    "Order in which the files of one look are taken. TIME: oldest first, then by name; NAME: by path")
    private String order = "TIME";

    @ConfigProperty(
            type = Boolean.class,
            defaultValue = "true",
            description = "Whether later files wait while an earlier one is being retried, so that the order is kept")
    private Boolean holdOnFailure = true;

    private transient ResourceAdapter resourceAdapter;

    /** @throws InvalidPropertyException with every fault in its message and every wrong property in its descriptors */
    @Override
    public void validate() throws InvalidPropertyException {
        EndpointSettings.of(this);
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) {
        this.resourceAdapter = adapter;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getFilePath() {
        return filePath;
    }

    public void setFilePath(String filePath) {
        this.filePath = filePath;
    }

    public String getFileSpec() {
        return fileSpec;
    }

    public void setFileSpec(String fileSpec) {
        this.fileSpec = fileSpec;
    }

    public String getArchivePath() {
        return archivePath;
    }

    public void setArchivePath(String archivePath) {
        this.archivePath = archivePath;
    }

    public String getWorkPath() {
        return workPath;
    }

    public void setWorkPath(String workPath) {
        this.workPath = workPath;
    }

    public String getErrorPath() {
        return errorPath;
    }

    public void setErrorPath(String errorPath) {
        this.errorPath = errorPath;
    }

    public Long getCallInterval() {
        return callInterval;
    }

    public void setCallInterval(Long callInterval) {
        this.callInterval = callInterval;
    }

    public Integer getSubdirectoryLevels() {
        return subdirectoryLevels;
    }

    public void setSubdirectoryLevels(Integer subdirectoryLevels) {
        this.subdirectoryLevels = subdirectoryLevels;
    }

    public Long getStableFor() {
        return stableFor;
    }

    public void setStableFor(Long stableFor) {
        this.stableFor = stableFor;
    }

    public String getConfirmComplete() {
        return confirmComplete;
    }

    public void setConfirmComplete(String confirmComplete) {
        this.confirmComplete = confirmComplete;
    }

    public String getSemaphoreSpecification() {
        return semaphoreSpecification;
    }

    public void setSemaphoreSpecification(String semaphoreSpecification) {
        this.semaphoreSpecification = semaphoreSpecification;
    }

    public String getAppendTimestamp() {
        return appendTimestamp;
    }

    public void setAppendTimestamp(String appendTimestamp) {
        this.appendTimestamp = appendTimestamp;
    }

    public Long getMaxFileSize() {
        return maxFileSize;
    }

    public void setMaxFileSize(Long maxFileSize) {
        this.maxFileSize = maxFileSize;
    }

    public String getOrder() {
        return order;
    }

    public void setOrder(String order) {
        this.order = order;
    }

    public Boolean getHoldOnFailure() {
        return holdOnFailure;
    }

    public void setHoldOnFailure(Boolean holdOnFailure) {
        this.holdOnFailure = holdOnFailure;
    }
}
