-- What a school had at version 6; run as it is on both databases.
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
insert into school (id, name, zone, level, created_at, holidays, hours, contact)
values (3752756263321700000, 'Collège des Tilleuls', 'Indian/Reunion', 'college', 1789459200000, 'reunion',
        '{"opens":480,"closes":1080,"weekend":false,"holidays":false}', 'Vie scolaire : 0262 00 00 00');
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
insert into campaign (id, school_id, code, name, target, mode, open_to_all, late_allowed, retries, start_words,
                      end_words, teacher, created_at, published_at)
values (3752756263321700014, 3752756263321700000, 'GHJKMN678', 'Bilan', '{"ready":"entree-6e"}', 'training', 0,
        1, 1, '', '', 'Mme Diallo', 1789459200000, 1789459200000);
insert into participation (person_id, id, campaign_id, pupil_id, name, attempt, started_at, completed_at, shared_at)
values (3752756263321600000, 3752756263321700006, 3752756263321700014, 3752756263321700003, 'Léa Hoarau', 1,
        1789459200000, 1789459260000, 1789459320000);
insert into plan (campaign_id, pupils, guardians, words, results_shared)
values (3752756263321700004, '5,1,0', '', 'Pensez au chapitre 2', 1);
insert into occasion (id, school_id, campaign_id, kind, days, at, due_at, reached, done_at)
values (3752756263321700007, 3752756263321700000, 3752756263321700004, 'pupils', 5, 1789477200000, 1789416000000,
        3752756263321600000, null);
insert into occasion (id, school_id, campaign_id, kind, days, at, due_at, reached, done_at)
values (3752756263321700008, 3752756263321700000, null, 'week', 0, 1789740000000, 1789675200000, 0, null);
insert into person (id, chat_id, role, created_at)
values (3752756263321700009, 7000000004, 'guardian', 1789459200000);
insert into notice (person_id, id, kind, key, school_id, campaign_id, pupil_id, child_id, occasion_id, due_at,
                    valid_until, letter_id, ended_at, fate)
values (3752756263321600000, 3752756263321700010, 'reminder', 'reminder:3752756263321700004:2026-09-15',
        3752756263321700000, 3752756263321700004, null, null, 3752756263321700007, 1789477200000, 1789909200000,
        null, null, null);
insert into notice (person_id, id, kind, key, school_id, campaign_id, pupil_id, child_id, occasion_id, due_at,
                    valid_until, letter_id, ended_at, fate)
values (3752756263321700009, 3752756263321700011, 'opening', 'opening:3752756263321700004:c3752756263321600000',
        3752756263321700000, 3752756263321700004, 3752756263321700003, 3752756263321600000, null, 1789459200000,
        null, 3752756263321700012, 1789459260000, 'sent');
insert into preference (person_id, hours, weekly, stopped_at, paused_until, letter_at)
values (3752756263321700009, '{"opens":1080,"closes":1140,"weekend":true,"holidays":true}', 0, null, 1789970400000,
        1789459260000);
insert into muted (person_id, campaign_id, since)
values (3752756263321700009, 3752756263321700004, 1789459200000);
insert into guardian_invitation (selector, secret, child_id, created_at, expires_at, used_by, used_at)
values ('ghijklmn', 'opqrstuv', 3752756263321600000, 1789459200000, 1790064000000, 3752756263321700009, 1789459260000);
insert into follower (person_id, child_id, since)
values (3752756263321700009, 3752756263321600000, 1789459260000);
insert into broadcast (id, school_id, made_by, words, audience, state, created_at, starts_at)
values (3752756263321700013, 3752756263321700000, 3752756263321700001, 'Bonjour', '{}', 'draft', 1789459200000,
        1789531200000);
insert into sitting (id, school_id, code, staff_code, rules, starts_at, room, minutes, organiser, created_at,
                     announced_at, closed_at, published_at)
values (3752756263321700020, 3752756263321700000, 'MNPQRS234', 'MNPQRS345', 'profile', 1789538400000, 'Salle 12', 105,
        'Mme Diallo', 1789459200000, 1789459260000, 1789545600000, 1789549200000);
insert into sitting_class (sitting_id, class_id) values (3752756263321700020, 3752756263321700002);
insert into sitting_staff (person_id, sitting_id, role, since)
values (3752756263321700001, 3752756263321700020, 'organiser', 1789459200000);
insert into candidate (sitting_id, id, pupil_id, person_id, extra, entered_at, accepted_at, present_at, authorised_at,
                       started_at, lost_ms, warned, ended_at, ended_for, settled_at, assessment_id, opening, comment,
                       result, published_at)
values (3752756263321700020, 3752756263321700021, 3752756263321700003, 3752756263321600000, 33, 1789538400000,
        1789538460000, 1789538460000, 1789538520000, 1789538580000, 60000, 10, 1789545000000, 'finished', 1789545000000,
        null, '{"levels": {"4.1": 3}}', 'Bravo', '{"status": "issued", "total": 24}', 1789549200000);
insert into sitting_question (candidate_id, number, competence, skill, challenge, variant, step, neutralised_at)
values (3752756263321700021, 1, '4.1', 'motdepasse3', 'motdepasse3-a', 7, 1, 1789548000000);
insert into incident (sitting_id, id, candidate_id, number, kind, words, at, decided_at, decision, decided_by)
values (3752756263321700020, 3752756263321700022, 3752756263321700021, 1, 'question', 'file', 1789539000000,
        1789539060000, 'refused', 3752756263321700001);
insert into ruling (candidate_id, id, kind, number, words, at, made_by)
values (3752756263321700021, 3752756263321700023, 'neutralised', 1, '', 1789548000000, 3752756263321700001);
insert into certificate (person_id, id, code, candidate_id, name, document, issued_at, valid_until)
values (3752756263321600000, 3752756263321700024, 'P-ACDEFHJK', 3752756263321700021, 'hoarau lea', '{"total": 24}',
        1789549200000, 1884153600000);
insert into notice (person_id, id, kind, key, school_id, due_at, sitting_id)
values (3752756263321600000, 3752756263321700025, 'expiring', 'expiring:3752756263321700024', 3752756263321700000,
        1881561600000, 3752756263321700020);
insert into sitting_left_out (sitting_id, pupil_id) values (3752756263321700020, 3752756263321700003);
insert into sitting_alert (person_id, sitting_id, about, message_id)
values (3752756263321700001, 3752756263321700020, 3752756263321700022, 77);
