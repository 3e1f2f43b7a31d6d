package pl.kartoteka.files;

import java.util.UUID;

/**
 * What is known of a file that is kept.
 *
 * @param sha256 of the content, in hexadecimal
 * @param type what the content is, whatever the caller called it
 */
public record KeptFile(UUID id, long size, String sha256, FileType type) {}
