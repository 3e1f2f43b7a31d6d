package pl.kartoteka.sandbox.sms;

/** Errors of the gateway; they arrive with HTTP 200, but for the token. */
enum SmsError {
    NO_MESSAGE(11,
            "The message is too long or there is no message or parameter nounicode is set and special characters are used"),
    TOO_MANY_PARTS(12, "The message has more parts than defined in &max_parts parameter"),
    NO_CORRECT_NUMBERS(13, "No correct phone numbers"),
    WRONG_SENDER(14, "Wrong sender name"),
    WRONG_COUNT_OF_IDX(20, "The number of idx parameters differs from the number of recipients"),
    IDX_USED(53, "Message with this idx already exists"),
    AUTHORIZATION_FAILED(101, "Authorization failed");

    private final int code;
    private final String message;

    SmsError(int code, String message) {
        this.code = code;
        this.message = message;
    }

    int code() {
        return code;
    }

    String message() {
        return message;
    }
}
