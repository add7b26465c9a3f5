-- Ids are made by us (time-ordered, 63 bits); times are UTC integers in milliseconds; flags are 0 or 1.
-- Every table about a person carries that person's id (or chat) first, so that rows can be partitioned by it.

create table person (
    id bigint primary key,
    chat_id bigint not null unique,          -- of the private chat: Telegram gives it the user's own id
    role text,                               -- pupil, teacher, guardian; null until chosen
    under_15 bigint,                         -- null until asked
    device text,                             -- phone, computer; null until asked
    screen text,                             -- what is on screen when it matters: a competence code, else null
    reachable bigint not null default 1,     -- 0 once Telegram says blocked or gone
    created_at bigint not null
);

-- One compact row a competence: everything a turn needs, rebuilt from the answers when lost.
create table practice (
    person_id bigint not null references person (id) on delete cascade,
    competence text not null,
    state text not null,                     -- JSON, see bot/usecases/practice_state.py
    updated_at bigint not null,
    primary key (person_id, competence)
);

create table assessment (
    person_id bigint not null references person (id) on delete cascade,
    id bigint not null,
    competence text not null,
    started_at bigint not null,
    prior_mean double precision not null,    -- what the other competences said of this one then, in levels:
    prior_sd double precision not null,      -- with the answers, it gives the state again
    ended_at bigint,
    outcome text,                            -- completed, reset; null while it runs
    primary key (person_id, id)
);

-- The truth: never changed, only marked as no longer counting after a reset.
create table answer (
    person_id bigint not null references person (id) on delete cascade,
    assessment_id bigint not null,
    step bigint not null,
    competence text not null,
    skill text not null,
    challenge text not null,
    variant bigint not null,                 -- the seed of the variant
    verdict text not null,                   -- right, wrong, skipped, late
    response text,                           -- JSON; null when skipped
    seconds double precision,
    answered_at bigint not null,
    counts bigint not null default 1,
    primary key (person_id, assessment_id, step)
);

create table tutorial (
    person_id bigint not null references person (id) on delete cascade,
    skill text not null,
    competence text not null,
    missed_at bigint,                        -- null when it was only saved
    saved bigint not null default 0,
    useful bigint,                           -- null until said
    primary key (person_id, skill)
);

create table report (
    person_id bigint not null references person (id) on delete cascade,
    id bigint not null,
    challenge text not null,
    variant bigint not null,
    reason text not null,
    words text,
    created_at bigint not null,
    primary key (person_id, id)
);

-- Updates already done, so that a redelivery is known; forgotten after Telegram would have (a day) and more.
create table inbox (
    chat_id bigint not null,
    update_id bigint not null,
    done_at bigint not null,
    primary key (chat_id, update_id)
);
create index inbox_done on inbox (done_at);

create table quarantine (
    id bigint primary key,
    chat_id bigint,
    update_id bigint,
    raw text not null,
    error text not null,
    created_at bigint not null
);

-- What is to be sent to one chat, as an ordered list of Bot API calls.
create table outbox (
    chat_id bigint not null,
    id bigint not null,
    lane text not null,                      -- conversation, reminders, broadcast
    kind text not null,
    dedupe_key text unique,
    payload text not null,                   -- JSON: [{method, params, file, note}, …]
    due_at bigint not null,
    valid_until bigint,
    lease_until bigint,
    attempts bigint not null default 0,
    last_error text,
    failed_at bigint,                        -- given up; kept for `tremplin outbox`
    primary key (chat_id, id)
);
create index outbox_due on outbox (lane, due_at) where failed_at is null;
