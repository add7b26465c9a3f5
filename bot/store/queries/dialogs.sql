-- name: put_dialog
insert into dialog (person_id, kind, about) values (:person_id, :kind, :about)
on conflict (person_id) do update set kind = excluded.kind, about = excluded.about

-- name: dialog
select kind, about from dialog where person_id = :person_id

-- name: drop_dialog
delete from dialog where person_id = :person_id
