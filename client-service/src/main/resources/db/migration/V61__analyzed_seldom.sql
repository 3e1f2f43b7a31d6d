-- What search estimates by needs three hundred thousand clients read and their words counted: twelve seconds of one core, at every
-- tenth of growth. The share of a word stays much the same while the base grows, and how many clients there are is known without it.
alter table client set (autovacuum_analyze_scale_factor = 0.5, autovacuum_analyze_threshold = 1000);
