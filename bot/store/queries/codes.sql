-- name: take_code
insert into code (code, kind, about) values (:code, :kind, :about) on conflict (code) do nothing

-- name: code
select kind, about from code where code = :code

-- name: free_code
delete from code where code = :code

-- name: wrong_codes
select tries, last_at from wrong_code where chat_id = :chat_id

-- name: put_wrong_code
insert into wrong_code (chat_id, tries, last_at) values (:chat_id, :tries, :last_at)
on conflict (chat_id) do update set tries = excluded.tries, last_at = excluded.last_at

-- name: forget_wrong_codes
delete from wrong_code where last_at < :before
