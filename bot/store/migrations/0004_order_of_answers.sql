-- The place of an answer among all those of its person, from 1. Tests may take turns: the answers of one are then
-- not all before those of the other, and neither clocks nor ids tell the order for sure.
alter table answer add column number bigint not null default 0;
update answer set number = ranked.place
from (
    select person_id as p, assessment_id as a, step as s,
           row_number() over (partition by person_id order by assessment_id, step) as place
    from answer
) as ranked
where answer.person_id = ranked.p and answer.assessment_id = ranked.a and answer.step = ranked.s;
create index answer_order on answer (person_id, number);

-- From which answer on those of its competence count in a positioning: its number, where there was the id of a
-- positioning. One that has no answer yet counts those to come.
update assessment set since = coalesce(
    (select min(answer.number) from answer
     where answer.person_id = assessment.person_id and answer.competence = assessment.competence
       and answer.assessment_id >= assessment.since),
    (select max(answer.number) + 1 from answer where answer.person_id = assessment.person_id),
    1
)
where since is not null;
