-- What a school had at version 5; run as it is on both databases.
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
insert into school (id, name, zone, level, created_at)
values (3752756263321700000, 'Collège des Tilleuls', 'Indian/Reunion', 'college', 1789459200000);
insert into person (id, chat_id, role, device, created_at)
values (3752756263321700001, 7000000003, 'teacher', 'computer', 1789459200000);
insert into member (person_id, school_id, role, name, since, chosen_at)
values (3752756263321700001, 3752756263321700000, 'admin', 'Mme Diallo', 1789459200000, 1789459200000);
insert into classroom (id, school_id, name, level, code, created_at)
values (3752756263321700002, 3752756263321700000, '6e B', '6e', 'ABCDEF234', 1789459200000);
insert into code (code, kind, about) values ('ABCDEF234', 'class', 3752756263321700002);
insert into class_teacher (person_id, class_id, since)
values (3752756263321700001, 3752756263321700002, 1789459200000);
insert into pupil (class_id, id, family_name, given_name, key, person_id, joined_at, selector, secret,
                   guardian_selector, guardian_secret, added_at)
values (3752756263321700002, 3752756263321700003, 'Hoarau', 'Léa', 'hoarau lea', 3752756263321600000,
        1789459200000, 'abcdefgh', 'ijklmnop', 'qrstuvwx', 'yzabcdef', 1789459200000);
insert into campaign (id, school_id, code, name, target, mode, open_to_all, late_allowed, retries, start_words,
                      end_words, teacher, created_at, published_at)
values (3752756263321700004, 3752756263321700000, 'GHJKMN567', 'Rentrée', '{"ready":"entree-6e"}', 'training', 0,
        1, 1, '', '', 'Mme Diallo', 1789459200000, 1789459200000);
insert into campaign_teacher (person_id, campaign_id, since)
values (3752756263321700001, 3752756263321700004, 1789459200000);
insert into campaign_class (campaign_id, class_id) values (3752756263321700004, 3752756263321700002);
insert into participation (person_id, id, campaign_id, pupil_id, name, attempt, started_at)
values (3752756263321600000, 3752756263321700005, 3752756263321700004, 3752756263321700003, 'Léa Hoarau', 1,
        1789459200000);
