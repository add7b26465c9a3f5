-- name: add_certificate
insert into certificate (person_id, id, code, candidate_id, name, document, issued_at, valid_until)
values (:person_id, :id, :code, :candidate_id, :name, :document, :issued_at, :valid_until)
on conflict (code) do nothing

-- name: certificate_of_candidate
select person_id, id, code, candidate_id, name, document, issued_at, valid_until, voided_at
from certificate where candidate_id = :candidate_id and voided_at is null order by id desc limit 1

-- name: certificates_of_name
select person_id, id, code, candidate_id, name, document, issued_at, valid_until, voided_at
from certificate where name = :name order by id

-- name: void_certificate
update certificate set voided_at = :voided_at where person_id = :person_id and id = :id and voided_at is null

-- name: certificate
select person_id, id, code, candidate_id, name, document, issued_at, valid_until, voided_at
from certificate where person_id = :person_id and id = :id

-- name: move_expiring
update notice set person_id = :person_id
where kind = 'expiring' and person_id <> :person_id
  and key in (select 'expiring:' || cast(id as text) from certificate where candidate_id = :candidate_id)

-- name: move_certificates
update certificate set person_id = :person_id where candidate_id = :candidate_id
