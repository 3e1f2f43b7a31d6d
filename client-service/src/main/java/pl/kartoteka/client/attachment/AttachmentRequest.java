package pl.kartoteka.client.attachment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What of an attachment can change: what it is called and what is said of it, never its content. */
record AttachmentRequest(
        @NotBlank @Size(max = 200) String name,
        @Nullable @Size(max = LONGEST_DESCRIPTION) @Pattern(regexp = "\\P{Cntrl}*", message = "{text.control-characters}") String description) {
    static final int LONGEST_DESCRIPTION = 500;

    static AttachmentRequest of(Attachment attachment) {
        return new AttachmentRequest(attachment.name(), attachment.description());
    }
}
