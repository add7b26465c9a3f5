-- name: campaign
select id, school_id, code, name, target, mode, open_to_all, opens_at, deadline_at, late_allowed, retries,
       start_words, end_words, teacher, created_at, published_at, closed_at, archived_at
from campaign where id = :id

-- name: campaign_of_code
select id, school_id, code, name, target, mode, open_to_all, opens_at, deadline_at, late_allowed, retries,
       start_words, end_words, teacher, created_at, published_at, closed_at, archived_at
from campaign where code = :code

-- name: leads_campaign
select 1 from campaign_teacher where person_id = :person_id and campaign_id = :campaign_id

-- name: classes_of_campaign
select c.id, c.school_id, c.name, c.level, c.code, c.created_at, c.archived_at
from campaign_class cc join classroom c on c.id = cc.class_id
where cc.campaign_id = :campaign_id order by c.name, c.id
