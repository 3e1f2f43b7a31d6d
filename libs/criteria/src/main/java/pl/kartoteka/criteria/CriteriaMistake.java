package pl.kartoteka.criteria;

import java.util.Map;

/**
 * @param path where in the tree, e.g. {@code criteria.all[2].any[0].value}
 * @param code the key of the text that says what is wrong
 * @param arguments what fills the text
 */
public record CriteriaMistake(String path, String code, Map<String, Object> arguments) {}
