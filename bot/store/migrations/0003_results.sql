-- The item parameters of a competence, once per version, so that a result can be computed again later.
create table item_parameters (
    version text primary key,
    competence text not null,
    document text not null                   -- JSON, see bot/engine/versions.py
);

-- What a positioning rests on besides its answers, null when it was begun before this was kept: the version of
-- the engine's constants and formulas, that of the item parameters, the highest level of the settings, the
-- positioning from which answers count, and what was shown when it opened, as JSON (null at first).
alter table assessment add column model text;
alter table assessment add column items text references item_parameters (version);
alter table assessment add column max_level bigint;
alter table assessment add column since bigint;
alter table assessment add column opening text;

-- What it came to, as JSON; null until completed.
alter table assessment add column result text;
