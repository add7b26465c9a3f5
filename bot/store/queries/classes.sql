-- name: classroom
select id, school_id, name, level, code, created_at, archived_at from classroom where id = :id

-- name: teaches_class
select 1 from class_teacher where person_id = :person_id and class_id = :class_id

-- name: pupil
select class_id, id, family_name, given_name, key, person_id, joined_at, selector, secret,
       guardian_selector, guardian_secret, added_at, set_aside_at
from pupil where id = :id

-- name: pupils_of_person
select class_id, id, family_name, given_name, key, person_id, joined_at, selector, secret,
       guardian_selector, guardian_secret, added_at, set_aside_at
from pupil where person_id = :person_id and set_aside_at is null order by id
