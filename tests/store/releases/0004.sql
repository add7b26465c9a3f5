-- What a school had at version 4; run as it is on both databases.
insert into person (id, chat_id, role, under_15, device, grade, screen, reachable, created_at)
values (3752756263321600000, 7000000001, 'pupil', 1, 'phone', '5e', '1.1', 1, 1789459200000);
insert into person (id, chat_id, created_at) values (3752756263321600001, 7000000002, 1789459200001);
insert into practice (person_id, competence, state, updated_at)
values (3752756263321600000, '1.1', '{"v":1}', 1789459260000);
insert into item_parameters (version, competence, document) values ('0123456789abcdef', '1.1', '{"items":[]}');
insert into assessment (person_id, id, competence, started_at, prior_mean, prior_sd, ended_at, outcome,
                        model, items, max_level, since, opening, result)
values (3752756263321600000, 3752756263321600002, '1.1', 1789459200000, 3.0, 1.5, null, null,
        '1', '0123456789abcdef', 8, 1, null, null);
insert into answer (person_id, assessment_id, step, competence, skill, challenge, variant, verdict, response,
                    seconds, answered_at, counts, number)
values (3752756263321600000, 3752756263321600002, 1, '1.1', 'web.url.1', 'web.url.1.a', 42, 'right', '[1]',
        12.5, 1789459212500, 1, 1);
insert into answer (person_id, assessment_id, step, competence, skill, challenge, variant, verdict, response,
                    seconds, answered_at, counts, number)
values (3752756263321600000, 3752756263321600002, 2, '1.1', 'web.url.2', 'web.url.2.b', 43, 'skipped', null,
        3, 1789459215500, 1, 2);
insert into tutorial (person_id, skill, competence, missed_at, saved, useful)
values (3752756263321600000, 'web.url.2', '1.1', 1789459215500, 1, null);
insert into report (person_id, id, challenge, variant, reason, words, created_at)
values (3752756263321600000, 3752756263321600003, 'web.url.2.b', 43, 'unclear', 'C''est « flou » 🤔', 1789459216000);
insert into inbox (chat_id, update_id, done_at) values (7000000001, 900000001, 1789459200000);
insert into quarantine (id, chat_id, update_id, raw, error, created_at)
values (3752756263321600004, 7000000002, 900000002, '{"update_id":900000002}', 'KeyError', 1789459217000);
insert into outbox (chat_id, id, lane, kind, dedupe_key, payload, due_at, valid_until, lease_until, attempts,
                    last_error, failed_at)
values (7000000001, 3752756263321600005, 'conversation', 'reply', null, '[]', 1789459218000, null, null, 1,
        '503 Service Unavailable', null);
