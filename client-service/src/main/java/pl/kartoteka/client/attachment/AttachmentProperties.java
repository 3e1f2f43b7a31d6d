package pl.kartoteka.client.attachment;

import java.util.EnumSet;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import pl.kartoteka.files.Accepted;
import pl.kartoteka.files.FileType;

@ConfigurationProperties("kartoteka.attachments")
record AttachmentProperties(DataSize largest, DataSize largestPhoto) {
    Accepted attachment() {
        return new Accepted(largest, EnumSet.allOf(FileType.class));
    }

    Accepted photo() {
        return new Accepted(largestPhoto, FileType.PICTURES);
    }
}
