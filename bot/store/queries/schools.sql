-- name: add_school
insert into school (id, name, zone, level, created_at) values (:id, :name, :zone, :level, :created_at)

-- name: school
select id, name, zone, level, created_at from school where id = :id

-- name: put_member
insert into member (person_id, school_id, role, name, since, chosen_at)
values (:person_id, :school_id, :role, :name, :since, :since)
on conflict (person_id, school_id) do update
set role = excluded.role, name = excluded.name, chosen_at = excluded.chosen_at, withdrawn_at = null

-- name: memberships
select person_id, school_id, role, name, since, chosen_at from member
where person_id = :person_id and withdrawn_at is null order by chosen_at desc, school_id

-- name: is_operator
select 1 from operator where person_id = :person_id
