-- name: practice_state
select state from practice where person_id = :person_id and competence = :competence

-- name: practice_states
select competence, state from practice where person_id = :person_id order by competence

-- name: joint_states
select competence, state from practice
where person_id = :person_id and substr(competence, 1, 1) not in ('1', '2', '3', '4', '5')

-- name: save_practice
insert into practice (person_id, competence, state, updated_at)
values (:person_id, :competence, :state, :updated_at)
on conflict (person_id, competence) do update set state = excluded.state, updated_at = excluded.updated_at

-- name: start_assessment
insert into assessment (person_id, id, competence, started_at, prior_mean, prior_sd)
values (:person_id, :id, :competence, :started_at, :prior_mean, :prior_sd)

-- name: end_assessment
update assessment set ended_at = :ended_at, outcome = :outcome where person_id = :person_id and id = :id

-- name: assessments
select id, competence, started_at, prior_mean, prior_sd, ended_at, outcome,
       model, items, max_level, since, opening, result
from assessment where person_id = :person_id order by id

-- name: competence_of_assessment
select competence from assessment where person_id = :person_id and id = :id

-- name: add_answer
insert into answer (person_id, assessment_id, step, competence, skill, challenge, variant, verdict,
                    response, seconds, answered_at, counts, number)
values (:person_id, :assessment_id, :step, :competence, :skill, :challenge, :variant, :verdict,
        :response, :seconds, :answered_at, :counts,
        (select coalesce(max(number), 0) + 1 from answer where person_id = :person_id))

-- name: answer_of_step
select assessment_id, step, competence, skill, challenge, variant, verdict, response, seconds, answered_at
from answer where person_id = :person_id and assessment_id = :assessment_id and step = :step

-- name: answers_of_steps
select assessment_id, step, competence, skill, challenge, variant, verdict, response, seconds, answered_at
from answer where person_id = :person_id and assessment_id = :assessment_id and step between :first and :last
order by step

-- name: counting_answers
select assessment_id, step, competence, skill, challenge, variant, verdict, response, seconds, answered_at
from answer where person_id = :person_id and competence = :competence and counts = 1
order by number, assessment_id, step

-- name: tests_begun
-- The key of a test over several competences does not begin as a competence does.
select competence from answer where person_id = :person_id and counts = 1
union
select competence from assessment
where person_id = :person_id and substr(competence, 1, 1) not in ('1', '2', '3', '4', '5')

-- name: all_answers
select assessment_id, step, competence, skill, challenge, variant, verdict, response, seconds, answered_at
from answer where person_id = :person_id order by assessment_id, step

-- name: set_answers_aside
update answer set counts = 0 where person_id = :person_id and competence = :competence

-- name: miss_skill
insert into tutorial (person_id, skill, competence, missed_at)
values (:person_id, :skill, :competence, :missed_at)
on conflict (person_id, skill) do update set missed_at = excluded.missed_at

-- name: master_skill
update tutorial set missed_at = null where person_id = :person_id and skill = :skill

-- name: tutorials
select skill, competence, missed_at, saved, useful from tutorial
where person_id = :person_id and (missed_at is not null or saved = 1) order by competence, skill

-- name: all_tutorials
select skill, competence, missed_at, saved, useful from tutorial where person_id = :person_id order by skill

-- name: tutorial_of_skill
select skill, competence, missed_at, saved, useful from tutorial
where person_id = :person_id and skill = :skill

-- name: save_tutorial
insert into tutorial (person_id, skill, competence, saved) values (:person_id, :skill, :competence, :saved)
on conflict (person_id, skill) do update set saved = excluded.saved

-- name: rate_tutorial
insert into tutorial (person_id, skill, competence, useful) values (:person_id, :skill, :competence, :useful)
on conflict (person_id, skill) do update set useful = excluded.useful

-- name: add_report
insert into report (person_id, id, challenge, variant, reason, words, created_at)
values (:person_id, :id, :challenge, :variant, :reason, :words, :created_at)

-- name: reports_of_person
select challenge, variant, reason, words, created_at from report where person_id = :person_id order by id

-- name: latest_reports
select challenge, variant, reason, words, created_at from report order by created_at desc limit :most

-- name: move_practice
update practice set person_id = :other_id where person_id = :person_id and competence = :competence

-- name: move_assessment
update assessment set person_id = :other_id where person_id = :person_id and id = :id

-- name: move_answers
update answer set person_id = :other_id where person_id = :person_id and assessment_id = :id

-- name: drop_test_state
delete from practice where person_id = :person_id
  and competence = (select competence from assessment where person_id = :person_id and id = :id)
  and substr(competence, 1, 1) not in ('1', '2', '3', '4', '5')

-- name: drop_test_answers
delete from answer where person_id = :person_id and assessment_id = :id

-- name: drop_assessment
delete from assessment where person_id = :person_id and id = :id
