package pl.kartoteka.client.assignment;

import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.client.assignment.CustomFieldRemoval.Removal;
import pl.kartoteka.client.assignment.DictionaryMerge.Merge;
import pl.kartoteka.client.customfield.CustomFieldCatalogue;
import pl.kartoteka.client.dictionary.DictionaryCatalogue;
import pl.kartoteka.client.dictionary.DictionaryKind;
import pl.kartoteka.jobs.Job;
import pl.kartoteka.jobs.Jobs;
import reactor.core.publisher.Mono;

/** What cards refer to is given up and the job that goes through the cards asked for, both or neither. */
@Component
class GivenUp {
    private final DictionaryCatalogue dictionaries;
    private final CustomFieldCatalogue fields;
    private final DictionaryMerge merge;
    private final CustomFieldRemoval removal;
    private final Jobs jobs;

    GivenUp(DictionaryCatalogue dictionaries, CustomFieldCatalogue fields, DictionaryMerge merge,
            CustomFieldRemoval removal, Jobs jobs) {
        this.dictionaries = dictionaries;
        this.fields = fields;
        this.merge = merge;
        this.removal = removal;
        this.jobs = jobs;
    }

    /** An entry for another. */
    @Transactional
    Mono<Job> entry(DictionaryKind dictionary, UUID id, long seen, UUID into, String subject) {
        return dictionaries.giveUp(dictionary, id, seen, into)
                .then(jobs.submit(merge, subject, new Merge(dictionary, id, into)));
    }

    /** A field with its values. */
    @Transactional
    Mono<Job> field(UUID id, long seen, String subject) {
        return fields.giveUp(id, seen).then(jobs.submit(removal, subject, new Removal(id)));
    }
}
