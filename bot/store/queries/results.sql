-- name: set_basis
update assessment set model = :model, items = :items, max_level = :max_level, since = :since, opening = :opening
where person_id = :person_id and id = :id

-- name: set_result
update assessment set result = :result where person_id = :person_id and id = :id

-- name: assessment_anywhere
select person_id, id, competence, started_at, prior_mean, prior_sd, ended_at, outcome,
       model, items, max_level, since, opening, result
from assessment where id = :id

-- name: first_counting
select coalesce((select min(number) from answer
                 where person_id = :person_id and competence = :competence and counts = 1),
                (select max(number) + 1 from answer where person_id = :person_id),
                1)

-- name: last_number
select coalesce(max(number), 0) from answer where person_id = :person_id and assessment_id = :id

-- name: latest_number
select coalesce(max(number), 0) from answer where person_id = :person_id

-- name: answers_between
-- Those of an exam never counted.
select assessment_id, step, competence, skill, challenge, variant, verdict, response, seconds, answered_at
from answer
where person_id = :person_id and competence = :competence and number between :first and :last
  and assessment_id not in (select id from assessment where person_id = :person_id and substr(competence, 1, 1) = '!')
order by number, assessment_id, step

-- name: has_parameters
select 1 from item_parameters where version = :version

-- name: add_parameters
insert into item_parameters (version, competence, document) values (:version, :competence, :document)
on conflict (version) do nothing

-- name: parameters
select document from item_parameters where version = :version
