-- name: classroom
select id, school_id, name, level, code, created_at, archived_at from classroom where id = :id

-- name: lock_classroom
select 1 from classroom where id = :id {for_update}

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

-- name: add_classroom
insert into classroom (id, school_id, name, level, code, created_at)
values (:id, :school_id, :name, :level, :code, :created_at)

-- name: rename_classroom
update classroom set name = :name where id = :id

-- name: archive_classroom
update classroom set archived_at = :archived_at where id = :id

-- name: classes_of_teacher
select c.id, c.name, c.level, count(p.id), count(p.person_id)
from classroom c
join class_teacher t on t.class_id = c.id and t.person_id = :person_id
left join pupil p on p.class_id = c.id and p.set_aside_at is null
where c.school_id = :school_id and (case when c.archived_at is null then 0 else 1 end) = :archived
group by c.id, c.name, c.level order by c.name, c.id

-- name: classes_of_school
select c.id, c.name, c.level, count(p.id), count(p.person_id)
from classroom c
left join pupil p on p.class_id = c.id and p.set_aside_at is null
where c.school_id = :school_id and (case when c.archived_at is null then 0 else 1 end) = :archived
group by c.id, c.name, c.level order by c.name, c.id

-- name: class_counts
select count(case when p.set_aside_at is null then 1 end),
       count(case when p.set_aside_at is null then p.person_id end),
       count(p.set_aside_at),
       (select count(*) from join_request r where r.class_id = :class_id)
from pupil p where p.class_id = :class_id

-- name: add_class_teacher
insert into class_teacher (person_id, class_id, since) values (:person_id, :class_id, :since)
on conflict (person_id, class_id) do nothing

-- name: remove_class_teacher
delete from class_teacher where person_id = :person_id and class_id = :class_id

-- name: teachers_of_class
select m.person_id, e.chat_id, m.name
from class_teacher t
join classroom c on c.id = t.class_id
join member m on m.person_id = t.person_id and m.school_id = c.school_id and m.withdrawn_at is null
join person e on e.id = m.person_id
where t.class_id = :class_id order by t.since, m.name, m.person_id

-- name: others_for_class
select m.person_id, e.chat_id, m.name
from classroom c
join member m on m.school_id = c.school_id and m.withdrawn_at is null
join person e on e.id = m.person_id
where c.id = :class_id
  and not exists (select 1 from class_teacher t where t.class_id = c.id and t.person_id = m.person_id)
order by m.name, m.person_id

-- name: admins_for_class
select m.person_id, e.chat_id, m.name
from classroom c
join member m on m.school_id = c.school_id and m.withdrawn_at is null and m.role = 'admin'
join person e on e.id = m.person_id
where c.id = :class_id order by m.since, m.person_id

-- name: pupils_of_class
select class_id, id, family_name, given_name, key, person_id, joined_at, selector, secret,
       guardian_selector, guardian_secret, added_at, set_aside_at
from pupil where class_id = :class_id order by key, id

-- name: pupil_of_class_and_person
select class_id, id, family_name, given_name, key, person_id, joined_at, selector, secret,
       guardian_selector, guardian_secret, added_at, set_aside_at
from pupil where class_id = :class_id and person_id = :person_id and set_aside_at is null order by id

-- name: pupil_of_selector
select class_id, id, family_name, given_name, key, person_id, joined_at, selector, secret,
       guardian_selector, guardian_secret, added_at, set_aside_at
from pupil where selector = :selector

-- name: pupil_of_guardian_selector
select class_id, id, family_name, given_name, key, person_id, joined_at, selector, secret,
       guardian_selector, guardian_secret, added_at, set_aside_at
from pupil where guardian_selector = :selector {for_update}

-- name: add_pupil
insert into pupil (class_id, id, family_name, given_name, key, selector, secret, guardian_selector, guardian_secret,
                   added_at)
values (:class_id, :id, :family_name, :given_name, :key, :selector, :secret, :guardian_selector, :guardian_secret,
        :added_at)
on conflict (class_id, key) do nothing

-- name: rename_pupil
update pupil set family_name = :family_name, given_name = :given_name, key = :key where id = :id

-- name: set_pupil_aside
update pupil set set_aside_at = :set_aside_at where id = :id

-- name: link_pupil
update pupil set person_id = :person_id, joined_at = :joined_at
where id = :id and person_id is null and set_aside_at is null

-- name: unlink_pupil
update pupil set person_id = null, joined_at = null where id = :id

-- name: unlink_set_aside
update pupil set person_id = null, joined_at = null
where class_id = :class_id and person_id = :person_id and set_aside_at is not null

-- name: put_join_request
insert into join_request (person_id, class_id, name, asked_at) values (:person_id, :class_id, :name, :asked_at)
on conflict (person_id, class_id) do nothing

-- name: join_requests
select r.person_id, r.class_id, r.name, r.asked_at, e.chat_id
from join_request r join person e on e.id = r.person_id
where r.class_id = :class_id order by r.asked_at, r.person_id

-- name: join_request
select r.person_id, r.class_id, r.name, r.asked_at, e.chat_id
from join_request r join person e on e.id = r.person_id
where r.class_id = :class_id and r.person_id = :person_id

-- name: drop_join_request
delete from join_request where person_id = :person_id and class_id = :class_id

-- name: add_guardian
insert into guardian (person_id, pupil_id, since) values (:person_id, :pupil_id, :since)
on conflict (person_id, pupil_id) do nothing

-- name: remove_guardian
delete from guardian where person_id = :person_id and pupil_id = :pupil_id

-- name: account_of_pupil
select e.chat_id, e.role from pupil p join person e on e.id = p.person_id where p.id = :id

-- name: renew_family_link
update pupil set guardian_selector = :selector, guardian_secret = :secret
where id = :id and guardian_selector = :old_selector

-- name: remove_guardians_of_line
delete from guardian where pupil_id = :pupil_id
